package io.mailboxconnector.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose mailbox it is; presets what an administrator would otherwise look up. Every preset can be overridden singly. */
@SuppressWarnings("ImmutableEnumChecker") // Records and an unmodifiable list are immutable.
public enum Provider {

    /** Exchange Online. */
    MICROSOFT365(
            new Endpoint("outlook.office365.com", 993, TlsMode.IMPLICIT),
            new Endpoint("smtp.office365.com", 587, TlsMode.STARTTLS),
            "https://login.microsoftonline.com/",
            "https://outlook.office365.com/.default",
            List.of(Authentication.Mode.CLIENT_SECRET, Authentication.Mode.PASSWORD),
            "Use authentication=clientSecret."),

    /** Gmail and Google Workspace. */
    GOOGLE(
            new Endpoint("imap.gmail.com", 993, TlsMode.IMPLICIT),
            new Endpoint("smtp.gmail.com", 465, TlsMode.IMPLICIT),
            null,
            null,
            List.of(Authentication.Mode.PASSWORD),
            "Google issues no tokens for a mailbox against a client secret alone."
                    + " Use authentication=password with an app password of the account."),

    /** Outlook.com, personal accounts. */
    OUTLOOK(
            new Endpoint("outlook.office365.com", 993, TlsMode.IMPLICIT),
            new Endpoint("smtp-mail.outlook.com", 587, TlsMode.STARTTLS),
            "https://login.microsoftonline.com/consumers/",
            null,
            List.of(),
            "Personal Outlook.com accounts take neither passwords nor client secrets, only the consent of their owner."
                    + " Use a mailbox of an organisation with provider=microsoft365, or of another provider."),

    /** Any other server; hosts must be given. */
    GENERIC(
            null,
            null,
            null,
            null,
            List.of(Authentication.Mode.PASSWORD, Authentication.Mode.CLIENT_SECRET),
            "Use authentication=password or authentication=clientSecret.");

    private final @Nullable Endpoint imap;
    private final @Nullable Endpoint smtp;
    private final @Nullable URI authority;
    private final @Nullable String scope;
    private final List<Authentication.Mode> authentications;
    private final String advice;

    Provider(
            @Nullable Endpoint imap,
            @Nullable Endpoint smtp,
            @Nullable String authority,
            @Nullable String scope,
            List<Authentication.Mode> authentications,
            String advice) {
        this.imap = imap;
        this.smtp = smtp;
        this.authority = authority == null ? null : URI.create(authority);
        this.scope = scope;
        this.authentications = authentications;
        this.advice = advice;
    }

    /**
     * Where to read.
     *
     * @return the preset; empty when the provider presets none
     */
    public Optional<Endpoint> imap() {
        return Optional.ofNullable(imap);
    }

    /**
     * Where to send.
     *
     * @return the preset; empty when the provider presets none
     */
    public Optional<Endpoint> smtp() {
        return Optional.ofNullable(smtp);
    }

    /**
     * Who issues tokens, without the tenant.
     *
     * @return the preset; empty when the provider presets none
     */
    public Optional<URI> authority() {
        return Optional.ofNullable(authority);
    }

    /**
     * What to ask a token for.
     *
     * @return the preset; empty when the provider presets none
     */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

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
     * How one can log in at this provider with this version of the connector.
     *
     * @return the ways, the default first; empty when there is none
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
