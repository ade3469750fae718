package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients prove to Keycloak who they are, which the connector finds by its issuer, and open mailboxes at Dovecot. */
@RealMailServers
class ClientProofIT {

    private static final String WRONG = "no-such-secret";

    private MailLab lab;

    @BeforeEach
    void start(MailLab shared) {
        lab = shared;
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientSecretBasic", "clientSecretPost"})
    void byASecret(String presentation) {
        opens(account(
                LabClient.APP,
                Map.of("clientSecret", KeycloakServer.CLIENT_SECRET, "clientAuthentication", presentation)));
    }

    @Test
    void byTheNextSecretWhenTheFirstIsRefused() {
        opens(account(LabClient.APP, Map.of("clientSecret", WRONG, "clientSecretNext", KeycloakServer.CLIENT_SECRET)));
    }

    /** Each assertion is good for one use. */
    @Test
    void byASignatureAgainAndAgain(@TempDir Path directory) {
        Path key = lab.clientCertificate().writePem(directory.resolve("client.pem"));
        AccountSettings account = account(
                LabClient.APP_JWT, Map.of("authentication", "clientCertificate", "clientCertificate", key.toString()));

        for (int start = 0; start < 3; start++) {
            opens(account);
        }
    }

    @Test
    void byNoSecretThatIsWrong() {
        AccountSettings account = account(LabClient.APP, Map.of("clientSecret", WRONG, "clientSecretNext", "nor-this"));
        try (MailEngine engine = new MailEngine(Clock.systemUTC())) {
            assertThatExceptionOfType(AuthenticationFailed.class)
                    .isThrownBy(() -> engine.obtainToken(account))
                    .withMessageStartingWith("MBX11001")
                    .withMessageContaining("unauthorized_client")
                    .withMessageContaining(LabClient.APP.id())
                    .withMessageNotContainingAny(WRONG, "nor-this");
        }
    }

    @Test
    void forNoScopeThatKeycloakDoesNotKnow() {
        AccountSettings account = account(
                LabClient.APP, Map.of("clientSecret", KeycloakServer.CLIENT_SECRET, "scope", "mail.everything"));
        try (MailEngine engine = new MailEngine(Clock.systemUTC())) {
            assertThatExceptionOfType(ConfigurationInvalid.class)
                    .isThrownBy(() -> engine.obtainToken(account))
                    .withMessageStartingWith("MBX11002")
                    .withMessageContaining("invalid_scope")
                    .withMessageContaining("mail.everything");
        }
    }

    private static void opens(AccountSettings account) {
        try (MailEngine engine = new MailEngine(Clock.systemUTC());
                ImapSession session = engine.openImap(account)) {
            assertThat(session.select("INBOX").messages()).isZero();
        }
    }

    private AccountSettings account(LabClient client, Map<String, String> more) {
        Map<String, String> properties = new LabAccounts(lab).servers(lab.newMailbox());
        properties.put("authentication", "clientSecret");
        properties.put("issuer", lab.keycloak().issuer().toString());
        properties.put("clientId", client.id());
        properties.put("scope", "mail.full");
        properties.putAll(more);
        return AccountSettings.from(new SettingsReader(properties));
    }
}
