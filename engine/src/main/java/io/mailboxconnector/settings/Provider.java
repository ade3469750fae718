package io.mailboxconnector.settings;

import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_ASSERTION;
import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_CERTIFICATE;
import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_SECRET;
import static io.mailboxconnector.settings.Authentication.Mode.MANAGED_IDENTITY;
import static io.mailboxconnector.settings.Authentication.Mode.PASSWORD;
import static io.mailboxconnector.settings.Authentication.Mode.REFRESH_TOKEN;
import static io.mailboxconnector.settings.Authentication.Mode.SERVICE_ACCOUNT;
import static io.mailboxconnector.settings.Authentication.Mode.TOKEN_SERVER;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whose mailbox it is; presets what an administrator would otherwise look up. Every preset can be overridden singly. */
@SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list is immutable.
public enum Provider {

    /** Exchange Online. */
    MICROSOFT365(
            List.of(
                    CLIENT_SECRET,
                    CLIENT_CERTIFICATE,
                    CLIENT_ASSERTION,
                    MANAGED_IDENTITY,
                    REFRESH_TOKEN,
                    TOKEN_SERVER,
                    PASSWORD),
            "Use authentication=clientSecret or, better, clientCertificate.") {
        @Override
        public Optional<Endpoint> imap(Cloud cloud) {
            return Optional.of(cloud.imap());
        }

        @Override
        public Optional<Endpoint> pop3(Cloud cloud) {
            return Optional.of(cloud.pop3());
        }

        @Override
        public Optional<Endpoint> smtp(Cloud cloud) {
            return Optional.of(cloud.smtp());
        }

        @Override
        public Optional<OAuthClient.Server> server(Cloud cloud) {
            return Optional.of(new OAuthClient.Entra(cloud.authority()));
        }

        @Override
        public Optional<String> scope(Authentication.Mode mode, Cloud cloud) {
            return Optional.of(mode == REFRESH_TOKEN ? cloud.personalScope() : cloud.applicationScope());
        }
    },

    /** Gmail and Google Workspace. */
    GOOGLE(
            List.of(PASSWORD, SERVICE_ACCOUNT, REFRESH_TOKEN, TOKEN_SERVER),
            "Google issues no tokens for a mailbox against a client secret alone. Use authentication=serviceAccount with"
                    + " domain-wide delegation, or authentication=password with an app password of the account.") {
        @Override
        public Optional<Endpoint> imap(Cloud cloud) {
            return Optional.of(new Endpoint("imap.gmail.com", 993, TlsMode.IMPLICIT));
        }

        @Override
        public Optional<Endpoint> pop3(Cloud cloud) {
            return Optional.of(new Endpoint("pop.gmail.com", AccountSettings.POP3_PORT, TlsMode.IMPLICIT));
        }

        @Override
        public Optional<Endpoint> smtp(Cloud cloud) {
            return Optional.of(new Endpoint("smtp.gmail.com", 465, TlsMode.IMPLICIT));
        }

        @Override
        public Optional<OAuthClient.Server> server(Cloud cloud) {
            return Optional.of(new OAuthClient.TokenEndpoint(URI.create("https://oauth2.googleapis.com/token")));
        }

        @Override
        public Optional<String> scope(Authentication.Mode mode, Cloud cloud) {
            return Optional.of("https://mail.google.com/");
        }
    },

    /** Outlook.com, personal accounts. */
    OUTLOOK(
            List.of(REFRESH_TOKEN, TOKEN_SERVER),
            "Personal Outlook.com accounts take neither passwords nor app passwords (since September 2024) nor client"
                    + " secrets alone, only the consent of their owner. Use authentication=refreshToken.") {
        @Override
        public Optional<Endpoint> imap(Cloud cloud) {
            return Optional.of(new Endpoint("outlook.office365.com", 993, TlsMode.IMPLICIT));
        }

        @Override
        public Optional<Endpoint> pop3(Cloud cloud) {
            return Optional.of(new Endpoint("outlook.office365.com", AccountSettings.POP3_PORT, TlsMode.IMPLICIT));
        }

        @Override
        public Optional<Endpoint> smtp(Cloud cloud) {
            return Optional.of(new Endpoint("smtp-mail.outlook.com", 587, TlsMode.STARTTLS));
        }

        @Override
        public Optional<OAuthClient.Server> server(Cloud cloud) {
            return Optional.of(new OAuthClient.Entra(URI.create("https://login.microsoftonline.com/consumers/")));
        }

        @Override
        public Optional<String> scope(Authentication.Mode mode, Cloud cloud) {
            return Optional.of(Cloud.PUBLIC.personalScope());
        }
    },

    /** Any other server; hosts must be given. */
    GENERIC(
            List.of(
                    PASSWORD,
                    CLIENT_SECRET,
                    CLIENT_CERTIFICATE,
                    CLIENT_ASSERTION,
                    MANAGED_IDENTITY,
                    REFRESH_TOKEN,
                    SERVICE_ACCOUNT,
                    TOKEN_SERVER),
            "Use authentication=password or one of the others.") {
        @Override
        public Optional<Endpoint> imap(Cloud cloud) {
            return Optional.empty();
        }

        @Override
        public Optional<Endpoint> pop3(Cloud cloud) {
            return Optional.empty();
        }

        @Override
        public Optional<Endpoint> smtp(Cloud cloud) {
            return Optional.empty();
        }

        @Override
        public Optional<OAuthClient.Server> server(Cloud cloud) {
            return Optional.empty();
        }

        @Override
        public Optional<String> scope(Authentication.Mode mode, Cloud cloud) {
            return Optional.empty();
        }
    };

    private final List<Authentication.Mode> authentications;
    private final String advice;

    Provider(List<Authentication.Mode> authentications, String advice) {
        this.authentications = authentications;
        this.advice = advice;
    }

    /**
     * Where to read.
     *
     * @param cloud the cloud of the account; one that has no effect is the public one
     * @return the preset; empty when the provider presets none
     */
    public abstract Optional<Endpoint> imap(Cloud cloud);

    /**
     * Where to read by POP3.
     *
     * @param cloud the cloud of the account
     * @return the preset; empty when the provider presets none
     */
    public abstract Optional<Endpoint> pop3(Cloud cloud);

    /**
     * Where to send.
     *
     * @param cloud the cloud of the account
     * @return the preset; empty when the provider presets none
     */
    public abstract Optional<Endpoint> smtp(Cloud cloud);

    /**
     * Who issues tokens; at Microsoft 365 without the tenant.
     *
     * @param cloud the cloud of the account
     * @return the preset; empty when the provider presets none
     */
    public abstract Optional<OAuthClient.Server> server(Cloud cloud);

    /**
     * What to ask a token for.
     *
     * @param mode how to log in
     * @param cloud the cloud of the account
     * @return the preset; empty when the provider presets none
     */
    public abstract Optional<String> scope(Authentication.Mode mode, Cloud cloud);

    /**
     * How fast one mailbox may send. Exchange Online takes 30 mails per minute.
     *
     * @return the preset; empty when the provider names no rate
     */
    public Optional<SendRate> sendRate() {
        boolean exchange = this == MICROSOFT365 || this == OUTLOOK;
        return exchange ? Optional.of(new SendRate(30, "min")) : Optional.empty();
    }

    /**
     * How one can log in at this provider.
     *
     * @return the ways, the default first
     */
    public List<Authentication.Mode> authentications() {
        return authentications;
    }

    /**
     * What to do when the wanted way to log in is not among {@link #authentications()}.
     *
     * @return one or two sentences
     */
    public String advice() {
        return advice;
    }
}
