package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.TokenSourceFactory.Login;
import io.mailboxconnector.auth.secret.KeyFiles;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.log.LogLines;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.OAuthRequest;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sources really send to an authorization server, and what they make of its answers. */
class OAuthSourcesTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String PERSON = "ann@contoso.example";

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Wire wire = new Wire(clock);
    private final InMemoryRefreshTokens store = new InMemoryRefreshTokens();
    private final TokenSources sources = new TokenSources(clock, wire, place -> store);
    private FakeAuthorizationServer server;
    private Trust trust;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
        trust = Accounts.trust(CERTIFICATES.writeAuthorityPem(directory));
    }

    @AfterEach
    void stop() {
        sources.close();
        wire.close();
        server.close();
    }

    @Test
    void sendsASecretInTheHeaderOrInTheBody() throws Exception {
        obtain(application(endpoint(), secret("s+cret/1", false)), granted());
        assertThat(last().headers().get("authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("app:s%2Bcret%2F1".getBytes(StandardCharsets.UTF_8)));
        assertThat(last().form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "mail")
                .doesNotContainKey("client_secret");

        obtain(application(endpoint(), secret("s+cret/1", true)), granted());
        assertThat(last().headers()).doesNotContainKey("authorization");
        assertThat(last().form()).containsEntry("client_secret", "s+cret/1").containsEntry("client_id", "app");
    }

    @Test
    void findsTheTokenEndpointOfAnIssuerOnce() throws Exception {
        server.registerClient("demo", "app", "s");
        TokenSource source = source(
                application(new OAuthClient.Issuer(URI.create(server.authority("demo") + "v2.0")), secret("s", true)));
        server.answerNext(2, granted());
        source.obtain();
        source.obtain();

        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.path()).isEqualTo("/demo/oauth2/v2.0/token"));
    }

    @Test
    void doesNotTakeAnotherIssuersWord() {
        server.registerClient("demo", "app", "s");
        TokenRequestFailed failed = failure(source(application(
                new OAuthClient.Issuer(URI.create("https://127.0.0.1:" + server.port() + "/demo/v2.0")),
                secret("s", true))));

        assertThat(failed.failure()).hasMessageStartingWith("MBX11142").hasMessageContaining("localhost");
        assertThat(server.requests()).isZero();
    }

    @Test
    void signsAnAssertionWithAnRsaKey() throws Exception {
        OAuthClient.Certificate files = rsaKeyStore();
        obtain(application(endpoint(), files), granted());

        SignedJWT assertion = SignedJWT.parse(last().field("client_assertion"));
        assertThat(last().field("client_assertion_type")).isEqualTo(BEARER);
        assertThat(assertion.verify(new RSASSAVerifier(
                        (RSAPublicKey) KeyFiles.read(files).certificate().getPublicKey())))
                .isTrue();
        assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(assertion.getHeader().getX509CertSHA256Thumbprint()).isNotNull();
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("app");
        assertThat(claims.getSubject()).isEqualTo("app");
        assertThat(claims.getAudience()).containsExactly(endpoint().address().toString());
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void signsAnAssertionWithAnEcKey() throws Exception {
        OAuthClient.Certificate files = new OAuthClient.Certificate(
                CERTIFICATES.writeServerPem(directory),
                Optional.of(CERTIFICATES.writeServerKeyPem(directory)),
                Optional.empty(),
                false);
        obtain(application(endpoint(), files), granted());

        SignedJWT assertion = SignedJWT.parse(last().field("client_assertion"));
        assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(assertion.verify(new ECDSAVerifier(
                        (ECPublicKey) KeyFiles.read(files).certificate().getPublicKey())))
                .isTrue();
    }

    @Test
    void provesAnApplicationToEntraByItsCertificate() throws Exception {
        OAuthClient.Certificate files = rsaKeyStore();
        TokenSource source = source(application(entra(), files));
        server.answerNext(1, granted());
        assertThat(source.obtain().secret().reveal()).isEqualTo("granted");

        SignedJWT assertion = SignedJWT.parse(last().field("client_assertion"));
        assertThat(assertion.verify(new RSASSAVerifier(
                        (RSAPublicKey) KeyFiles.read(files).certificate().getPublicKey())))
                .isTrue();
        JWSHeader header = assertion.getHeader();
        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(header.getX509CertChain()).isNotEmpty();
        assertThat(header.getX509CertSHA256Thumbprint().decode())
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(KeyFiles.read(files).certificate().getEncoded()));
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("app");
        assertThat(claims.getSubject()).isEqualTo("app");
        assertThat(claims.getAudience()).containsExactly(entra().address() + "oauth2/v2.0/token");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getNotBeforeTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(last().form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", "app")
                .containsEntry("client_assertion_type", BEARER)
                .doesNotContainKey("client_secret");
        // MSAL4J adds the three of OpenID Connect to everything; Entra does not mind.
        assertThat(last().field("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "offline_access", "mail");
        assertThat(source.credentialExpiry())
                .map(CredentialExpiry::end)
                .contains(KeyFiles.read(files).certificate().getNotAfter().toInstant());
    }

    @Test
    void readsAnAssertionFileAnewForEachRequest() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "e30.e30.first\n");
        TokenSource source = source(application(entra(), new OAuthClient.AssertionFile(file)));
        obtain(source, granted());
        assertThat(last().field("client_assertion")).isEqualTo("e30.e30.first");

        Files.writeString(file, "e30.e30.second\n");
        obtain(source, granted());
        assertThat(last().field("client_assertion")).isEqualTo("e30.e30.second");
    }

    @Test
    void triesTheNextSecretWhenTheFirstIsRefusedAndKeepsToIt() throws Exception {
        server.registerClient(Accounts.TENANT, "app", "new");
        OAuthClient.SharedSecret both = new OAuthClient.SharedSecret(
                SecretReference.literal("old"), Optional.of(SecretReference.literal("new")), Optional.empty(), false);
        TokenSource source =
                source(new Authentication.ClientCredentials(new OAuthClient(entra(), "app", both, Accounts.SCOPE)));
        try (LogLines log = LogLines.of("io.mailboxconnector.auth")) {
            source.obtain();
            source.obtain();

            assertThat(log.warnings()).singleElement().asString().startsWith("MBX11130");
        }
        assertThat(server.received())
                .extracting(request -> request.field("client_secret"))
                .containsExactly("old", "new", "new");
    }

    @Test
    void startsWithTheNextSecretOnceTheFirstHasExpired() throws Exception {
        server.registerClient(Accounts.TENANT, "app", "new");
        OAuthClient.SharedSecret both = new OAuthClient.SharedSecret(
                SecretReference.literal("old"),
                Optional.of(SecretReference.literal("new")),
                Optional.of(LocalDate.of(2026, 11, 21)),
                false);
        source(new Authentication.ClientCredentials(new OAuthClient(entra(), "app", both, Accounts.SCOPE)))
                .obtain();

        assertThat(server.received())
                .extracting(request -> request.field("client_secret"))
                .containsExactly("new");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void storesARotatedRefreshTokenAndUsesItNext(boolean atEntra) throws Exception {
        OAuthClient.Server where = atEntra ? entra() : endpoint();
        store.put(new PrincipalKey(where.address(), "app", PERSON), "rt-1");
        TokenSource source = source(new Authentication.RefreshToken(
                new OAuthClient(where, "app", new OAuthClient.NoProof(), "https://outlook.office.com/SMTP.Send"),
                PERSON,
                Accounts.TOKEN_STORE));
        obtain(
                source,
                TokenReply.json(
                        200,
                        "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"scope\":\"mail\",\"access_token\":\"at\",\"refresh_token\":\"rt-2\"}"));
        assertThat(last().form()).containsEntry("grant_type", "refresh_token").containsEntry("refresh_token", "rt-1");
        assertThat(last().field("scope").split(" ")).contains("https://outlook.office.com/SMTP.Send");
        obtain(source, granted());

        assertThat(last().field("refresh_token")).isEqualTo("rt-2");
        assertThat(store.history()).extracting(Secret::reveal).containsExactly("rt-1", "rt-2");
    }

    @Test
    void doesNotUseAnAccessTokenWhoseRefreshTokenCouldNotBeStored() {
        RefreshTokenStore broken = key -> new RefreshTokenStore.Slot() {
            @Override
            public Optional<Secret> load() {
                return Optional.of(Secret.of("rt-1"));
            }

            @Override
            public void replace(Secret refreshToken) {
                throw new MailboxUnavailable("MBX11999: the disk is full", null);
            }

            @Override
            public void close() {
                // Nothing is locked.
            }
        };
        TokenSources other = new TokenSources(clock, wire, place -> broken);
        TokenSource source = other.of(new Login(
                new Authentication.RefreshToken(
                        new OAuthClient(endpoint(), "app", new OAuthClient.NoProof(), "mail"),
                        PERSON,
                        Accounts.TOKEN_STORE),
                PERSON,
                trust,
                Optional.empty()));
        server.answerNext(
                1, TokenReply.json(200, "{\"access_token\":\"at\",\"expires_in\":3599,\"refresh_token\":\"rt-2\"}"));

        assertThat(failure(source).failure()).hasMessageContaining("the disk is full");
        other.close();
    }

    @Test
    void tellsThatNobodyHasConsented() {
        TokenRequestFailed failed = failure(source(new Authentication.RefreshToken(
                new OAuthClient(endpoint(), "app", new OAuthClient.NoProof(), "mail"), PERSON, Accounts.TOKEN_STORE)));

        assertThat(failed.failure()).isInstanceOf(AuthenticationFailed.class).hasMessageContaining("authorize");
        assertThat(server.requests()).isZero();
    }

    @Test
    void actsInTheNameOfAPersonAsAServiceAccountOfGoogle() throws Exception {
        KeyPair key = rsa();
        obtain(serviceAccount(key), granted());

        assertThat(last().field("grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
        SignedJWT assertion = SignedJWT.parse(last().field("assertion"));
        assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) key.getPublic())))
                .isTrue();
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("key-1");
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("robot@project.example");
        assertThat(claims.getSubject()).isEqualTo(PERSON);
        assertThat(claims.getAudience()).containsExactly(endpoint().address().toString());
        assertThat(claims.getStringClaim("scope")).isEqualTo("https://mail.google.com/");
        assertThat(claims.getIssueTime()).isEqualTo(clock.instant());
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | invalid_grant       | Invalid email or User ID",
                "400 | invalid_grant       | Invalid JWT: Token must be a short-lived token (60 minutes)",
                "401 | unauthorized_client | Client is unauthorized to retrieve access tokens using this method",
                "400 | invalid_grant       | Token has been expired or revoked."
            })
    void tellsWhatGoogleRefuses(int status, String error, String description) throws Exception {
        TokenSource source = serviceAccount(rsa());
        server.answerNext(
                1,
                TokenReply.json(status, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}"));

        TokenRequestFailed failed = failure(source);
        assertThat(failed.consequence()).isEqualTo(TokenRequestFailed.Consequence.ASK_RARELY);
        assertThat(failed.failure()).isInstanceOf(AuthenticationFailed.class).hasMessageContaining(description);
    }

    private OAuthClient.Certificate rsaKeyStore() throws Exception {
        Path file = directory.resolve("rsa.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-alias",
                        "c",
                        "-dname",
                        "CN=c",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new OAuthClient.Certificate(
                file, Optional.empty(), Optional.of(SecretReference.literal("changeit")), false);
    }

    private TokenSource serviceAccount(KeyPair key) throws Exception {
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder().encodeToString(key.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----\\n";
        Path file = Files.writeString(
                directory.resolve("robot.json"),
                "{\"type\":\"service_account\",\"client_email\":\"robot@project.example\",\"private_key_id\":\"key-1\","
                        + "\"private_key\":\"" + pem + "\",\"token_uri\":\""
                        + endpoint().address() + "\"}");
        return sources.of(new Login(
                new Authentication.ServiceAccount(file, Optional.empty(), Optional.empty(), "https://mail.google.com/"),
                PERSON,
                trust,
                Optional.empty()));
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private Authentication application(OAuthClient.Server where, OAuthClient.Proof proof) {
        return new Authentication.ClientCredentials(new OAuthClient(where, "app", proof, "mail"));
    }

    private static OAuthClient.SharedSecret secret(String text, boolean inBody) {
        return new OAuthClient.SharedSecret(SecretReference.literal(text), Optional.empty(), Optional.empty(), inBody);
    }

    private OAuthClient.TokenEndpoint endpoint() {
        return new OAuthClient.TokenEndpoint(URI.create(server.authority("demo") + "oauth2/v2.0/token"));
    }

    private OAuthClient.Entra entra() {
        return new OAuthClient.Entra(server.authority(Accounts.TENANT));
    }

    private TokenSource source(Authentication authentication) {
        return sources.of(new Login(authentication, PERSON, trust, Optional.empty()));
    }

    private void obtain(Authentication authentication, TokenReply reply) throws TokenRequestFailed {
        obtain(source(authentication), reply);
    }

    private void obtain(TokenSource source, TokenReply reply) throws TokenRequestFailed {
        server.answerNext(1, reply);
        source.obtain();
    }

    private OAuthRequest last() {
        List<OAuthRequest> all = server.received();
        return all.get(all.size() - 1);
    }

    private static TokenReply granted() {
        return TokenReply.json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"granted\"}");
    }

    private static TokenRequestFailed failure(TokenSource source) {
        TokenRequestFailed failed = catchThrowableOfType(TokenRequestFailed.class, source::obtain);
        assertThat(failed).isNotNull();
        return failed;
    }
}
