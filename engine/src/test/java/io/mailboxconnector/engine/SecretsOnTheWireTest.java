package io.mailboxconnector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.EverythingLogged;
import io.mailboxconnector.auth.SmallServer;
import io.mailboxconnector.auth.consent.Consent;
import io.mailboxconnector.auth.consent.ConsentClient;
import io.mailboxconnector.auth.consent.ConsentFlow;
import io.mailboxconnector.auth.consent.ConsentHttp;
import io.mailboxconnector.auth.consent.DeviceFlow;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.Offers;
import io.mailboxconnector.testkit.imap.RejectsTokenOnce;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.Without;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.OAuthRequest;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import io.mailboxconnector.wire.Wire;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole logins of every kind, each account with {@code trace=true}, which turns the debug output of Angus on, and all loggers at
 * the finest level: no line has a secret, a token, an assertion or a code in it, however encoded.
 */
class SecretsOnTheWireTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String TENANT = "contoso.example";
    private static final String DESK = "desk@contoso.example";
    private static final URI REDIRECT = URI.create("http://localhost:8400/");
    private static final int SHORTEST = 12;

    @TempDir
    private Path directory;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final FakeAuthorizationServer authorization = FakeAuthorizationServer.start(CERTIFICATES.server());
    private final SmallServer other = SmallServer.tls(CERTIFICATES.server());
    private final EverythingLogged logged = new EverythingLogged();
    private final MailEngine engine = new MailEngine(Clock.systemUTC());

    @AfterEach
    void stop() {
        engine.close();
        logged.close();
        other.close();
        authorization.close();
    }

    @Test
    void aClientSecretAtEntra() throws Exception {
        logIn(entra(), true);
        logIn(entra(), false);
        nothingIsSeen();
    }

    @Test
    void aClientSecretAtAnyServer() throws Exception {
        Map<String, String> account = entra();
        account.remove("authority");
        account.put("tokenUrl", authorization.authority(TENANT) + "oauth2/v2.0/token");
        account.put("clientAuthentication", "clientSecretPost");
        logIn(account, true);
        nothingIsSeen();
    }

    @Test
    void aSignedAssertion() throws Exception {
        other.answering("/token", token("granted-to-a-signature-" + "x".repeat(40)));
        logIn(
                Map.of(
                        "authentication",
                        "clientCertificate",
                        "tokenUrl",
                        "https://localhost:" + other.port() + "/token",
                        "clientId",
                        "client-1",
                        "clientCertificate",
                        CERTIFICATES.writeServerPem(directory).toString(),
                        "clientKey",
                        CERTIFICATES.writeServerKeyPem(directory).toString(),
                        "scope",
                        "mail"),
                true);
        nothingIsSeen();
    }

    @Test
    void aServiceAccountOfGoogle() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        String key = Base64.getEncoder()
                .encodeToString(rsa.generateKeyPair().getPrivate().getEncoded());
        secrets.add(key);
        Path file = Files.writeString(
                directory.resolve("robot.json"),
                "{\"type\":\"service_account\",\"client_email\":\"robot@project.example\",\"private_key_id\":\"k\","
                        + "\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n" + key
                        + "\\n-----END PRIVATE KEY-----\\n\","
                        + "\"token_uri\":\"https://localhost:" + other.port() + "/token\"}");
        other.answering("/token", token("ya29.granted-to-a-robot-" + "y".repeat(40)));
        logIn(Map.of("authentication", "serviceAccount", "serviceAccountKey", file.toString(), "scope", "mail"), true);
        nothingIsSeen();
    }

    /** A token that is too long for the line of the command, and a server that gets it in a line of its own. */
    @Test
    void aTokenServerWithALongToken() throws Exception {
        other.answering("/tokens", token("long-token-" + "z".repeat(2_000)));
        secrets.add("secret-of-the-token-server");
        logIn(
                Map.of(
                        "authentication", "tokenServer",
                        "tokenServerUrl", "https://localhost:" + other.port() + "/tokens",
                        "tokenServerSecret", "secret-of-the-token-server"),
                true);
        nothingIsSeen();
    }

    @Test
    void aPassword() throws Exception {
        secrets.add("pass-word-of-the-desk");
        logIn(Map.of("password", "pass-word-of-the-desk"), true);
        logIn(Map.of("password", "pass-word-of-the-desk", "saslMechanism", "login"), false);
        nothingIsSeen();
    }

    @Test
    void aConsentInABrowserAndWhatFollows() throws Exception {
        AccountSettings account = person();
        ConsentFlow flow = engine.consents().inBrowser(account, REDIRECT);
        Consent consent = flow.begin();
        HttpResponse<String> back = HttpClient.newBuilder()
                .sslContext(CERTIFICATES.client())
                .build()
                .send(HttpRequest.newBuilder(consent.address()).build(), HttpResponse.BodyHandlers.ofString());
        URI cameBack = URI.create(back.headers().firstValue("Location").orElseThrow());
        engine.consents().keep(account, flow.redeem(consent, cameBack));
        logged.add(consent);
        logged.add(catchThrowable(() -> flow.redeem(consent, cameBack)));
        logIn(personProperties(), true);
        nothingIsSeen();
    }

    @Test
    void aCodeOnAnotherDeviceAndWhatFollows() throws Exception {
        AccountSettings account = person();
        authorization.enterDeviceCodesAfter(1);
        Authentication.RefreshToken person = (Authentication.RefreshToken) account.authentication();
        try (Wire wire = new Wire(Clock.systemUTC());
                TokenHttp http = new TokenHttp(wire)) {
            DeviceFlow flow = new DeviceFlow(
                    ConsentClient.of(person, REDIRECT),
                    new ConsentHttp(http, new TokenHttp.Route(account.trust(), Optional.empty(), Optional.empty())),
                    Clock.systemUTC(),
                    length -> {});
            DeviceFlow.Started started = flow.begin();
            secrets.add(started.deviceCode().getValue());
            logged.add(started);
            engine.consents().keep(account, flow.await(started));
            attempt(() -> flow.await(started));
        }
        logIn(personProperties(), true);
        nothingIsSeen();
    }

    /** Accepted, and refused by a server that says the assertion back. */
    @Test
    void anAssertionFile() throws Exception {
        String assertion = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0aGUtd29ya2xvYWQifQ.c2lnbmVkLWVsc2V3aGVyZQ";
        secrets.add(assertion);
        Map<String, String> account = entra();
        account.remove("clientSecret");
        account.put("authentication", "clientAssertion");
        account.put(
                "clientAssertionFile",
                Files.writeString(directory.resolve("assertion"), assertion + "\n")
                        .toString());
        authorization.answerAlways(TokenReply.json(200, token("granted-to-a-workload-" + "w".repeat(40))));
        logIn(account, true);
        authorization.answerAlways(
                TokenReply.entraError(401, "invalid_client", 700027, "Client assertion failed: " + assertion));
        account.put("scope", "https://other.contoso.example/.default");
        logIn(account, true);

        assertThat(authorization.received())
                .extracting(request -> request.field("client_assertion"))
                .containsOnly(assertion);
        nothingIsSeen();
    }

    @Test
    void aCertificateInTheConnection() throws Exception {
        Path key = CERTIFICATES.writeServerKeyPem(directory);
        Files.readAllLines(key).stream().filter(line -> !line.startsWith("--")).forEach(secrets::add);
        try (SmallServer mutual = SmallServer.mutualTls(CERTIFICATES.server())) {
            mutual.answering("/token", token("granted-to-a-certificate-" + "v".repeat(40)));
            logIn(
                    Map.of(
                            "authentication",
                            "clientCertificate",
                            "clientAuthentication",
                            "mutualTls",
                            "tokenUrl",
                            "https://localhost:" + mutual.port() + "/token",
                            "clientId",
                            "client-1",
                            "clientCertificate",
                            CERTIFICATES.writeServerPem(directory).toString(),
                            "clientKey",
                            key.toString(),
                            "scope",
                            "mail"),
                    true);
            assertThat(mutual.asked()).extracting(SmallServer.Asked::client).containsOnly("CN=localhost");
        }
        nothingIsSeen();
    }

    /** The metadata service has an address of its own; the proxy of the account brings the requests to this machine. */
    @Test
    void theIdentityOfAMachine() throws Exception {
        try (SmallServer metadata = SmallServer.plain()) {
            metadata.answering(
                    "/metadata/identity/oauth2/token",
                    "{\"access_token\":\"granted-to-a-machine-" + "u".repeat(40)
                            + "\",\"expires_in\":\"86399\",\"expires_on\":\""
                            + (Clock.systemUTC().instant().getEpochSecond() + 86_399)
                            + "\",\"resource\":\"https://outlook.office365.com\",\"token_type\":\"Bearer\"}");
            logIn(
                    Map.of(
                            "provider", "microsoft365",
                            "authentication", "managedIdentity",
                            "httpProxy", "localhost:" + metadata.port()),
                    true);
            assertThat(metadata.asked()).isNotEmpty();
        }
        nothingIsSeen();
    }

    private void logIn(Map<String, String> login, boolean accepted) throws Exception {
        List<List<ImapBehaviour>> readers = List.of(
                List.of(),
                List.of(new Without("AUTH=XOAUTH2"), new Offers("AUTH=OAUTHBEARER")),
                List.of(new RejectsTokenOnce(2)),
                List.of(new Without("SASL-IR")));
        for (List<ImapBehaviour> behaviours : readers) {
            try (ScriptedImapServer imap =
                    ScriptedImapServer.startTls(CERTIFICATES.server(), behaviours.toArray(new ImapBehaviour[0]))) {
                imap.acceptLogins((user, secret) -> note(secret, accepted));
                attempt(() -> engine.openImap(account(login, imap.port(), 1)).close());
            }
        }
        for (String mechanisms : List.of("XOAUTH2 PLAIN LOGIN", "OAUTHBEARER PLAIN LOGIN")) {
            String refusal = "334 "
                    + Base64.getEncoder().encodeToString("{\"status\":\"401\"}".getBytes(StandardCharsets.UTF_8));
            try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(SmtpServerOptions.plain()
                    .withTls(CERTIFICATES.server(), true)
                    .withMechanisms(mechanisms)
                    .withRefusal(refusal)
                    .withLogin((user, secret) -> note(secret, accepted)))) {
                attempt(() -> engine.openSmtp(account(login, 1, smtp.port())).close());
            }
        }
    }

    private void attempt(Runnable login) {
        Throwable failure = catchThrowable(login::run);
        if (failure != null) {
            assertThat(failure).isInstanceOf(MailboxException.class);
            logged.add(failure);
        }
    }

    private boolean note(String secret, boolean accepted) {
        secrets.add(secret);
        return accepted;
    }

    private void nothingIsSeen() {
        for (OAuthRequest request : authorization.received()) {
            for (String field : List.of(
                    "client_secret",
                    "client_assertion",
                    "assertion",
                    "refresh_token",
                    "code",
                    "code_verifier",
                    "device_code")) {
                secrets.add(request.field(field));
            }
        }
        other.asked()
                .forEach(asked -> Stream.of(asked.body().split("&"))
                        .filter(pair -> pair.matches("(client_)?assertion=.*"))
                        .forEach(pair -> secrets.add(pair.substring(pair.indexOf('=') + 1))));
        List<String> lines = logged.lines();
        List<String> found = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(SecretsOnTheWireTest::disguises)
                .filter(secret -> lines.stream().anyMatch(line -> line.contains(secret)))
                .toList();

        assertThat(secrets).as("what there was to hide").isNotEmpty();
        assertThat(lines)
                .as("the dialogue is written")
                .anyMatch(line -> line.startsWith("io.mailboxconnector.trace." + DESK));
        assertThat(found)
                .as(
                        "secrets in %s",
                        lines.stream()
                                .filter(line -> found.stream().anyMatch(line::contains))
                                .toList())
                .isEmpty();
    }

    /** As it is, as forms have it, and within base64 at each of the three places where it may begin. */
    private static Stream<String> disguises(String secret) {
        Stream<String> encoded = IntStream.range(0, 3)
                .mapToObj(shift -> Base64.getEncoder()
                        .encodeToString((".".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8)))
                .map(text -> text.substring(4, text.length() - 4));
        return Stream.concat(Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)), encoded);
    }

    private Map<String, String> entra() {
        authorization.registerClient(TENANT, "client-1", "s3cr3t~of-the-client");
        return new HashMap<>(Map.of(
                "authentication", "clientSecret",
                "authority", authorization.authority(TENANT).toString(),
                "clientId", "client-1",
                "clientSecret", "s3cr3t~of-the-client",
                "scope", "https://mail.contoso.example/.default"));
    }

    private Map<String, String> personProperties() {
        return Map.of(
                "authentication", "refreshToken",
                "authority", authorization.authority(TENANT).toString(),
                "clientId", "client-1",
                "scope", "https://mail.contoso.example/IMAP",
                "tokenStore", "file:" + directory.resolve("tokens").toAbsolutePath(),
                "tokenStoreKey", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    }

    private AccountSettings person() {
        authorization.registerPublicClient(TENANT, "client-1");
        authorization.registerRedirectUri(REDIRECT);
        authorization.signIn(DESK);
        secrets.add("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return account(personProperties(), 1, 1);
    }

    private AccountSettings account(Map<String, String> login, int imapPort, int smtpPort) {
        Map<String, String> account = new HashMap<>(login);
        account.putAll(Map.of(
                "mailbox",
                DESK,
                "imapHost",
                "localhost",
                "imapPort",
                Integer.toString(imapPort),
                "imapTls",
                "implicit",
                "smtpPort",
                Integer.toString(smtpPort),
                "smtpTls",
                "implicit",
                "trustedCertificates",
                CERTIFICATES.writeAuthorityPem(directory).toString(),
                "trace",
                "true"));
        AccountSettings settings = AccountSettings.from(new SettingsReader(account));
        logged.add(settings);
        return settings;
    }

    private static String token(String text) {
        return "{\"access_token\":\"" + text + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }
}
