package io.mailboxconnector.auth;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.TokenStore;
import io.mailboxconnector.settings.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Account settings for tests. */
final class Accounts {

    static final String TENANT = "contoso.example";
    static final String CLIENT = "6f1f7f2a-0000-4000-8000-2f1d6a0b5c3e";
    static final String SECRET = "s3cr3t~Value.Of.The-Client_Secret";
    static final String SCOPE = "https://outlook.office365.com/.default";

    static final TokenStore TOKEN_STORE = new TokenStore(
            new TokenStore.Table("java:jdbc/tokens"), SecretReference.literal("00".repeat(32)), Optional.empty());

    private Accounts() {}

    static Authentication.ClientCredentials client(URI authority, String secret) {
        return Authentication.clientSecret(authority, CLIENT, secret, SCOPE);
    }

    static Trust trust(Path pem) {
        return new Trust(Optional.of(pem), Optional.empty(), Optional.empty());
    }

    static AccountSettings account(Authentication authentication, Trust trust) {
        return account("inbox@contoso.example", authentication, trust);
    }

    static AccountSettings account(String mailbox, Authentication authentication, Trust trust) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new AccountSettings(
                Provider.MICROSOFT365,
                mailbox,
                authentication,
                new Endpoint("localhost", 993, TlsMode.IMPLICIT),
                new Endpoint("localhost", 587, TlsMode.STARTTLS),
                trust,
                timeouts);
    }
}
