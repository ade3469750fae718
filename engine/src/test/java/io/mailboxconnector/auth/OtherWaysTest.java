package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.ConnectProxy;
import io.mailboxconnector.testkit.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a token that few need, each from the properties of an account to what goes over the wire. */
class OtherWaysTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String TOKEN = "{\"access_token\":\"granted\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    @TempDir
    private Path directory;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aClientProvesItselfByItsCertificateInTheConnection() {
        try (SmallServer server = SmallServer.mutualTls(CERTIFICATES.server()).answering("/token", TOKEN)) {
            obtain(Map.of(
                    "authentication", "clientCertificate",
                    "clientAuthentication", "mutualTls",
                    "tokenUrl", "https://localhost:" + server.port() + "/token",
                    "clientId", "app",
                    "clientCertificate", CERTIFICATES.writeServerPem(directory).toString(),
                    "clientKey", CERTIFICATES.writeServerKeyPem(directory).toString(),
                    "scope", "mail"));

            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.client()).isEqualTo("CN=localhost");
                assertThat(asked.body())
                        .contains("client_id=app", "grant_type=client_credentials")
                        .doesNotContain("client_assertion", "client_secret");
            });
        }
    }

    @Test
    void anIssuerThatSpeaksNoOpenIdConnectIsAskedInTheOtherPlace() {
        try (SmallServer server = SmallServer.tls(CERTIFICATES.server())) {
            String issuer = "https://localhost:" + server.port() + "/realms/mail";
            server.answering(
                            "/.well-known/oauth-authorization-server/realms/mail",
                            "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + issuer + "/token\","
                                    + "\"response_types_supported\":[\"code\"]}")
                    .answering("/realms/mail/token", TOKEN);

            obtain(secret("issuer", issuer));

            assertThat(server.asked())
                    .extracting(SmallServer.Asked::line)
                    .containsExactly(
                            "GET /realms/mail/.well-known/openid-configuration",
                            "GET /.well-known/oauth-authorization-server/realms/mail",
                            "POST /realms/mail/token");
        }
    }

    @Test
    void aTokenServerIsAskedForEachMailboxWithItsSecret() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "open-sesame\n");
        try (SmallServer server = SmallServer.tls(CERTIFICATES.server()).answering("/tokens", TOKEN)) {
            obtain(Map.of(
                    "authentication", "tokenServer",
                    "tokenServerUrl", "https://localhost:" + server.port() + "/tokens?for={mailbox}",
                    "tokenServerSecret", "file:" + secret));

            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.line()).isEqualTo("GET /tokens?for=desk%40contoso.example");
                assertThat(asked.headers().apply("Authorization")).isEqualTo("Bearer open-sesame");
            });
        }
    }

    @Test
    void aTokenServerOnThisMachineNeedsNoTls() {
        try (SmallServer server = SmallServer.plain().answering("/tokens", TOKEN)) {
            obtain(Map.of(
                    "authentication",
                    "tokenServer",
                    "tokenServerUrl",
                    "http://127.0.0.1:" + server.port() + "/tokens"));

            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aRefusalOfATokenServerIsTold() {
        try (SmallServer server = SmallServer.tls(CERTIFICATES.server())
                .answering("/tokens", "{\"error\":\"invalid_client\",\"error_description\":\"who are you?\"}")) {
            assertThatThrownBy(() -> obtain(Map.of(
                            "authentication", "tokenServer",
                            "tokenServerUrl", "https://localhost:" + server.port() + "/tokens",
                            "tokenServerSecret", "open-sesame")))
                    .isInstanceOf(AuthenticationFailed.class)
                    .hasMessageContaining("who are you?")
                    .hasMessageNotContaining("open-sesame");
        }
    }

    @Test
    void tokenRequestsGoThroughTheProxy() throws Exception {
        try (ConnectProxy proxy = ConnectProxy.start();
                SmallServer server = SmallServer.tls(CERTIFICATES.server()).answering("/token", TOKEN)) {
            Map<String, String> account =
                    new HashMap<>(secret("tokenUrl", "https://localhost:" + server.port() + "/token"));
            account.put("httpProxy", "127.0.0.1:" + proxy.port());

            obtain(account);

            assertThat(proxy.tunnels()).containsExactly("localhost:" + server.port());
            assertThat(server.asked()).hasSize(1);
        }
    }

    private static Map<String, String> secret(String property, String address) {
        return Map.of(
                "authentication",
                "clientSecret",
                property,
                address,
                "clientId",
                "app",
                "clientSecret",
                "s3cret",
                "scope",
                "mail");
    }

    private void obtain(Map<String, String> login) {
        Map<String, String> account = new HashMap<>(login);
        account.put("mailbox", "desk@contoso.example");
        account.put("imapHost", "mail.contoso.example");
        account.put(
                "trustedCertificates", CERTIFICATES.writeAuthorityPem(directory).toString());
        assertThat(engine.obtainToken(AccountSettings.from(new SettingsReader(account))))
                .isAfter(Clock.systemUTC().instant());
    }
}
