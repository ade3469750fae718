package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.SigningCertificate;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service account of Google against a server that checks what Google checks. */
class GoogleServiceAccountTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final SigningCertificate KEY = SigningCertificate.create("robot");
    private static final SigningCertificate ANOTHER_KEY = SigningCertificate.create("another");
    private static final String ROBOT = "robot@project.example";
    private static final String USER = "support@contoso.example";
    private static final String SCOPE = "https://mail.google.com/";

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final MovableClock clockOfGoogle = new MovableClock();
    private final Wire wire = new Wire(clock);
    private final TokenManager tokens =
            new TokenManager(clock, wire, new TokenSources(clock, wire, store -> new InMemoryRefreshTokens()));
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clockOfGoogle, 0);
        server.registerServiceAccount(ROBOT, KEY.keys().getPublic(), Set.of(SCOPE));
        server.addGoogleUser(USER);
    }

    @AfterEach
    void stop() {
        tokens.close();
        wire.close();
        server.close();
    }

    @Test
    void getsATokenForTheUserOfItsDomain() throws Exception {
        Token token = tokens.token(account(USER, SCOPE, ROBOT, KEY));

        assertThat(server.accepts(USER, token.secret().reveal())).isTrue();
        assertThat(token.secret().reveal()).startsWith("ya29.").hasSizeGreaterThan(1_000);
        assertThat(token.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void tellsWhoIsNoUser() throws Exception {
        refused(account("alias@contoso.example", SCOPE, ROBOT, KEY), "Invalid email or User ID", "primary address");
    }

    @Test
    void tellsThatTheDelegationIsMissing() throws Exception {
        refused(
                account(USER, SCOPE + " https://www.googleapis.com/auth/gmail.imap_admin", ROBOT, KEY),
                "Client is unauthorized to retrieve access tokens",
                "Domain-wide delegation");
    }

    @Test
    void tellsThatAClockIsWrong() throws Exception {
        clock.advance(Duration.ofMinutes(20));

        refused(account(USER, SCOPE, ROBOT, KEY), "Invalid JWT: Token must be a short-lived token", "clock");
    }

    @Test
    void tellsAKeyThatWasReplacedAndAnAccountThatIsGone() throws Exception {
        refused(account(USER, SCOPE, ROBOT, ANOTHER_KEY), "Invalid JWT Signature", "");
        refused(account(USER, SCOPE, "gone@project.example", KEY), "account not found", "");
    }

    private void refused(AccountSettings account, String words, String remedy) {
        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> tokens.token(account))
                .withMessageStartingWith("MBX11001")
                .withMessageContaining(words)
                .withMessageContaining(remedy);
    }

    private AccountSettings account(String mailbox, String scope, String robot, SigningCertificate key)
            throws IOException {
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(key.keys().getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----\\n";
        Path file = Files.writeString(
                Files.createTempFile(directory, "robot", ".json"),
                "{\"type\":\"service_account\",\"client_email\":\"" + robot + "\",\"private_key_id\":\"key-1\","
                        + "\"private_key\":\"" + pem + "\",\"token_uri\":\"" + server.googleTokens() + "\"}");
        return AccountSettings.from(new SettingsReader(Map.of(
                "provider",
                "google",
                "mailbox",
                mailbox,
                "authentication",
                "serviceAccount",
                "serviceAccountKey",
                file.toString(),
                "scope",
                scope,
                "trustedCertificates",
                CERTIFICATES.writeAuthorityPem(directory).toString())));
    }
}
