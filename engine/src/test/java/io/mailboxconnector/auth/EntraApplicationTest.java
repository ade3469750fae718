package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.TokenRequestFailed.Consequence;
import io.mailboxconnector.auth.entra.EntraApplication;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Authentication.ClientCredentials;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraApplicationTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Wire wire = new Wire(clock);
    private final TokenHttp http = new TokenHttp(wire);
    private FakeAuthorizationServer server;
    private Trust trust;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
        server.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
        trust = Accounts.trust(CERTIFICATES.writeAuthorityPem(directory));
    }

    @AfterEach
    void stop() {
        http.close();
        wire.close();
        server.close();
    }

    @Test
    void getsATokenThatTheMailServerAccepts() throws Exception {
        Token token = source().obtain();
        assertThat(server.accepts("inbox@contoso.example", token.secret().reveal()))
                .isTrue();
        assertThat(token.mechanism()).isEqualTo(Mechanism.BEARER);
        assertThat(token.expiresAt())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(60)).minusSeconds(5),
                        clock.instant().plus(Duration.ofMinutes(60)));
        assertThat(token.toString()).doesNotContain(token.secret().reveal());
        assertThat(server.received()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/" + Accounts.TENANT + "/oauth2/v2.0/token");
            assertThat(request.form())
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", Accounts.CLIENT)
                    .containsEntry("client_secret", Accounts.SECRET);
            assertThat(request.field("scope").split(" "))
                    .containsExactlyInAnyOrder("openid", "profile", "offline_access", Accounts.SCOPE);
        });
    }

    @Test
    void keepsNoTokenItself() throws Exception {
        EntraApplication source = source();
        assertThat(source.obtain().secret()).isNotEqualTo(source.obtain().secret());
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void tellsAWrongSecret() {
        MailboxException failure = assertRefused(
                source(client(server.authority(Accounts.TENANT), "wrong-secret")),
                AuthenticationFailed.class,
                "MBX11001");
        assertThat(failure)
                .hasMessageContainingAll("AADSTS7000215", "clientSecret", "not its secret id", Accounts.CLIENT)
                .hasMessageContainingAll(
                        "correlation id 11223344-5566-7788-99aa-bbccddeeff00",
                        "trace id 0f0e0d0c-aaaa-bbbb-cccc-00112233aa00")
                .hasMessageNotContaining("wrong-secret");
    }

    @Test
    void tellsAnUnknownTenantClientAndScope() {
        URI authority = server.authority(Accounts.TENANT);
        MailboxException tenant = assertRefused(
                source(client(server.authority("fabrikam.example"), Accounts.SECRET)),
                ConfigurationInvalid.class,
                "MBX11002");
        assertThat(tenant).hasMessageContainingAll("AADSTS90002", "tenantId");
        MailboxException client = assertRefused(
                source(Authentication.clientSecret(authority, "nobody", Accounts.SECRET, Accounts.SCOPE)),
                AuthenticationFailed.class,
                "MBX11001");
        assertThat(client).hasMessageContainingAll("AADSTS700016", "clientId");
        MailboxException scope = assertRefused(
                source(Authentication.clientSecret(authority, Accounts.CLIENT, Accounts.SECRET, "SMTP.Send")),
                ConfigurationInvalid.class,
                "MBX11002");
        assertThat(scope).hasMessageContainingAll("AADSTS1002012", "property scope", "/.default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | invalid_client      | 7000215 | MBX11001 | secret id",
                "401 | invalid_client      | 7000222 | MBX11001 | expired",
                "401 | invalid_client      | 7000218 | MBX11001 | clientSecret",
                "400 | unauthorized_client |  700016 | MBX11001 | clientId",
                "400 | invalid_request     |   90002 | MBX11002 | tenantId",
                "400 | invalid_request     |  900023 | MBX11002 | tenantId",
                "401 | invalid_client      |  700027 | MBX11001 | certificate",
                "400 | unauthorized_client | 7000112 | MBX11001 | disabled",
                "400 | invalid_grant       |   65001 | MBX11001 | admin consent",
                "401 | invalid_client      |  650056 | MBX11001 | IMAP.AccessAsApp",
                "400 | invalid_resource    |  650057 | MBX11002 | IMAP.AccessAsApp",
                "400 | invalid_resource    |  500011 | MBX11002 | property scope",
                "400 | invalid_scope       |   70011 | MBX11002 | /.default",
                "400 | invalid_scope       | 1002012 | MBX11002 | /.default",
                "400 | interaction_required|   53003 | MBX11001 | Conditional Access",
                "400 | invalid_grant       |   90038 | MBX11001 | authority of that cloud",
                "400 | invalid_request     |   50059 | MBX11002 | tenantId",
                "400 | invalid_grant       |   50196 | MBX11001 | equal requests"
            })
    void givesTheRemedyOfTheNumberAndFollowsTheErrorCode(
            int status, String error, int aadsts, String code, String remedy) {
        server.answerNext(1, TokenReply.entraError(status, error, aadsts, "Something."));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_RARELY);
        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure()).hasMessageContainingAll(error, "AADSTS" + aadsts, remedy, "trace id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "invalid_grant", "unauthorized_client", "access_denied"})
    void understandsBareErrors(String error) {
        server.answerNext(1, TokenReply.json(400, "{\"error\":\"" + error + "\"}"));
        MailboxException failure = assertRefused(source(), AuthenticationFailed.class, "MBX11001");
        assertThat(failure).hasMessageContainingAll(error, "clientId");
    }

    @Test
    void neverQuotesTheSecretThatAServerEchoes() {
        server.answerNext(
                1,
                TokenReply.json(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"no " + Accounts.SECRET
                                + "\\r\\nMBX!\"}"));
        MailboxException failure = assertRefused(source(), AuthenticationFailed.class, "MBX11001");
        assertThat(failure)
                .hasMessageContaining("no ******** MBX!")
                .hasMessageNotContaining(Accounts.SECRET)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"500,MBX11004", "502,MBX11004", "503,MBX11004", "200,MBX11005", "302,MBX11005", "404,MBX11005"})
    void tellsAProxyThatAnswersInsteadOfTheServer(int status, String code) {
        server.answerNext(1, TokenReply.html(status).with("Location", "https://localhost:1/login"));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_LATER);
        assertThat(failed.failure().code()).isEqualTo(code);
        assertThat(failed.failure()).hasMessageContainingAll("HTTP status " + status, "proxy");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void takesServerErrorsAsPassingWhateverTheCode() {
        server.answerNext(
                1,
                TokenReply.entraError(503, "invalid_client", 90033, "A transient error.")
                        .with("Retry-After", "7"));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.failure())
                .isExactlyInstanceOf(MailboxUnavailable.class)
                .hasMessageContaining("AADSTS90033");
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        server.answerNext(1, TokenReply.entraError(400, "temporarily_unavailable", 90033, "A transient error."));
        assertThat(failure(source()).consequence()).isEqualTo(Consequence.ASK_LATER);
    }

    @Test
    void obeysRetryAfterInSecondsAndAsADate() {
        server.answerNext(1, TokenReply.throttled(Duration.ofSeconds(40)));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(failed.failure()).isExactlyInstanceOf(MailboxThrottled.class);
        assertThat(failed.failure().code()).isEqualTo("MBX11003");
        assertThat(failed.failure().retryAdvice().delay()).isEqualTo(Duration.ofSeconds(40));

        server.answerNext(1, TokenReply.html(429).with("Retry-After", "Sun, 22 Nov 2026 10:01:30 GMT"));
        assertThat(failure(source()).retryAfter()).isEqualTo(Duration.ofSeconds(90));
        server.answerNext(1, TokenReply.html(429).with("Retry-After", "soon"));
        assertThat(failure(source()).retryAfter()).isZero();
    }

    @Test
    void tellsASuccessWithoutATokenOrWithoutItsLife() {
        server.answerNext(1, TokenReply.withoutToken());
        assertThat(failure(source()).failure())
                .isExactlyInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11006: ")
                .hasMessageContaining("authority");
        server.answerNext(1, TokenReply.withoutLife());
        assertThat(failure(source()).failure())
                .isExactlyInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11007: ")
                .hasMessageNotContaining("token-without-life");
    }

    @Test
    void doesNotQuoteATokenInADamagedAnswer() {
        server.answerNext(1, TokenReply.json(200, "{\"token_type\":\"Bearer\",\"access_token\":\"precious"));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.failure())
                .hasMessageStartingWith("MBX11005: ")
                .hasMessageNotContaining("precious")
                .hasNoCause();
    }

    @Test
    void refusesAnAnswerWithoutMeasure() {
        server.answerNext(1, TokenReply.json(200, "{\"x\":\"" + "y".repeat(1_100_000) + "\"}"));
        TokenRequestFailed failed = failure(source());
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_LATER);
        assertThat(failed.failure()).hasMessageContaining("longer than 1048576 bytes");
    }

    @Test
    void tellsAServerThatCannotBeReached() {
        URI authority = server.authority(Accounts.TENANT);
        server.close();
        TokenRequestFailed failed = failure(source(client(authority, Accounts.SECRET)));
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_LATER);
        assertThat(failed.failure())
                .isExactlyInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX12002: ")
                .hasMessageContaining("localhost:" + authority.getPort());
    }

    @Test
    void tellsACertificateThatIsNotTrusted() {
        TokenRequestFailed failed =
                failure(source(client(server.authority(Accounts.TENANT), Accounts.SECRET), Trust.JVM_DEFAULT));
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_LATER);
        assertThat(failed.failure())
                .isExactlyInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12008: ")
                .hasMessageContaining("trustedCertificates");
        assertThat(server.requests()).isZero();
    }

    @Test
    void tellsACertificateForAnotherName() {
        try (FakeAuthorizationServer other = FakeAuthorizationServer.start(CERTIFICATES.serverForOtherName())) {
            other.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
            TokenRequestFailed failed = failure(source(client(other.authority(Accounts.TENANT), Accounts.SECRET)));
            assertThat(failed.failure()).hasMessageStartingWith("MBX12009: ");
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void tellsATrustFileThatIsMissing() {
        Trust missing = Accounts.trust(directory.resolve("missing.pem"));
        TokenRequestFailed failed =
                failure(source(client(server.authority(Accounts.TENANT), Accounts.SECRET), missing));
        assertThat(failed.failure()).hasMessageStartingWith("MBX12101: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/contoso.example/", "https://localhost:1", "contoso.example"})
    void tellsAnAuthorityThatCannotBeOne(String authority) {
        MailboxException failure = assertRefused(
                source(client(URI.create(authority), Accounts.SECRET)), ConfigurationInvalid.class, "MBX11008");
        assertThat(failure).hasMessageContainingAll("authority", authority);
    }

    @Test
    void givesUpWhenTheCallerIsInterrupted() throws Exception {
        server.hold();
        CompletableFuture<TokenRequestFailed> failed = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            failed.complete(failure(source()));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        assertThat(server.awaitRequests(1, Duration.ofSeconds(10))).isTrue();
        caller.interrupt();
        assertThat(failed.get(10, TimeUnit.SECONDS).consequence()).isEqualTo(Consequence.FORGET);
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        server.hold();
        CompletableFuture<TokenRequestFailed> failed = CompletableFuture.supplyAsync(() -> failure(source()));
        assertThat(server.awaitRequests(1, Duration.ofSeconds(10))).isTrue();
        http.close();
        assertThat(failed.get(10, TimeUnit.SECONDS).failure()).isExactlyInstanceOf(MailboxUnavailable.class);
        assertThat(failure(source()).failure()).isExactlyInstanceOf(MailboxUnavailable.class);
    }

    private static MailboxException assertRefused(
            EntraApplication source, Class<? extends MailboxException> type, String code) {
        TokenRequestFailed failed = failure(source);
        assertThat(failed.consequence()).isEqualTo(Consequence.ASK_RARELY);
        assertThat(failed.failure()).isExactlyInstanceOf(type);
        assertThat(failed.failure().code()).isEqualTo(code);
        return failed.failure();
    }

    private static TokenRequestFailed failure(EntraApplication source) {
        TokenRequestFailed failed = catchThrowableOfType(TokenRequestFailed.class, source::obtain);
        assertThat(failed).isNotNull();
        return failed;
    }

    private EntraApplication source() {
        return source(client(server.authority(Accounts.TENANT), Accounts.SECRET));
    }

    private EntraApplication source(ClientCredentials client) {
        return source(client, trust);
    }

    private EntraApplication source(ClientCredentials client, Trust trusted) {
        return new EntraApplication(
                client.client(), http, new TokenHttp.Route(trusted, Optional.empty(), Optional.empty()), clock);
    }

    private static ClientCredentials client(URI authority, String secret) {
        return Accounts.client(authority, secret);
    }
}
