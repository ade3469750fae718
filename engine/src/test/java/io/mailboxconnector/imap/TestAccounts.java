package io.mailboxconnector.imap;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Accounts with short time-outs on loopback. */
final class TestAccounts {

    static final String MAILBOX = "orders@contoso.example";
    static final Duration READ = Duration.ofMillis(700);
    static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    private TestAccounts() {}

    static AccountSettings oauth(int port) {
        return oauth(port, TlsMode.NONE, Trust.JVM_DEFAULT);
    }

    static AccountSettings oauth(int port, TlsMode tls, Trust trust) {
        URI authority = URI.create("https://login.example.com/tenant/");
        return account(Authentication.clientSecret(authority, "client", "s3cret", "scope/.default"), port, tls, trust);
    }

    static AccountSettings password(int port, String user, String password) {
        return account(Authentication.password(user, password), port, TlsMode.NONE, Trust.JVM_DEFAULT);
    }

    private static AccountSettings account(Authentication authentication, int port, TlsMode tls, Trust trust) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), READ, Duration.ofSeconds(2));
        return new AccountSettings(
                Provider.GENERIC,
                MAILBOX,
                authentication,
                new Endpoint("127.0.0.1", port, tls),
                new Endpoint("127.0.0.1", 1, TlsMode.NONE),
                trust,
                timeouts);
    }

    static Token token(String text) {
        return new Token(Secret.of(text), EXPIRY, Mechanism.BEARER);
    }

    static Token passwordToken(String text) {
        return new Token(Secret.of(text), Instant.MAX, Mechanism.PASSWORD);
    }
}
