package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentFixture.ADA;
import static io.mailboxconnector.auth.consent.ConsentFixture.CLIENT;
import static io.mailboxconnector.auth.consent.ConsentFixture.REDIRECT;
import static io.mailboxconnector.auth.consent.ConsentFixture.SCOPE;
import static io.mailboxconnector.auth.consent.ConsentFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.testkit.oauth.OAuthRequest;
import io.mailboxconnector.testkit.oauth.TokenReply;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authorization code with PKCE (RFC 6749 §4.1, RFC 7636), and what RFC 9700 wants checked. */
class ConsentFlowTest {

    @TempDir
    private Path directory;

    private ConsentFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ConsentFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void asksForExactlyWhatIsNeeded() {
        Map<String, String> asked = parameters(fixture.flow().begin().address());

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("response_mode", "query")
                .containsEntry("client_id", CLIENT)
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("prompt", "select_account")
                .containsEntry("login_hint", ADA)
                .containsEntry("scope", "openid email profile " + SCOPE.get(0) + " offline_access");
        assertThat(asked.get("state")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(asked.get("nonce")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(asked.get("code_challenge")).hasSize(43);
    }

    @Test
    void asksGoogleInItsOwnWay() {
        List<OAuthClient.Server> google = List.of(
                new OAuthClient.Issuer(URI.create("https://accounts.google.com")),
                new OAuthClient.TokenEndpoint(URI.create("https://oauth2.googleapis.com/token")));

        assertThat(google).allSatisfy(server -> {
            ConsentClient client = ConsentFixture.client(server, new OAuthClient.NoProof(), REDIRECT);
            assertThat(client.metadata()).hasToString("https://accounts.google.com/.well-known/openid-configuration");
            assertThat(client.extras())
                    .containsEntry("access_type", "offline")
                    .containsEntry("prompt", "select_account consent");
            assertThat(client.scope()).isEqualTo(SCOPE);
            assertThat(client.server()).isEqualTo(server.address());
        });
    }

    @Test
    void needsToKnowMoreThanATokenEndpoint() {
        OAuthClient.Server endpoint = new OAuthClient.TokenEndpoint(URI.create("https://login.contoso.example/token"));

        assertThatThrownBy(() -> ConsentFixture.client(endpoint, new OAuthClient.NoProof(), REDIRECT))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11233")
                .hasMessageContaining("issuer");
    }

    @Test
    void noTwoConsentsAreAlike() {
        Map<String, String> one = parameters(fixture.flow().begin().address());
        Map<String, String> other = parameters(fixture.flow().begin().address());

        for (String secret : List.of("state", "nonce", "code_challenge")) {
            assertThat(one.get(secret)).isNotEqualTo(other.get(secret));
        }
    }

    @Test
    void givesTheRefreshTokenOfTheAccountThatConsented() throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        ConsentFixture.RecordingStore store = new ConsentFixture.RecordingStore();

        Consented consented = flow.redeem(consent, fixture.browse(consent.address()));
        consented.storeIn(store);

        String token = consented.refreshToken().reveal();
        assertThat(fixture.server.accountOf(token)).contains(ADA);
        assertThat(consented.owner()).isEqualTo(fixture.owner());
        assertThat(consented.account()).isEqualTo(ADA);
        assertThat(consented.toString()).doesNotContain(token);
        assertThat(store.stored).containsExactly(ADA + " " + token, "closed");
        OAuthRequest request = fixture.server.received().get(0);
        assertThat(request.field("grant_type")).isEqualTo("authorization_code");
        assertThat(request.field("code_verifier")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(request.form()).doesNotContainKey("client_secret");
    }

    @Test
    void aConfidentialClientProvesItselfAndUsesPkceAsWell() throws Exception {
        fixture.server.registerClient(TENANT, CLIENT, "s3cret");
        ConsentFlow flow = new ConsentFlow(
                fixture.client(
                        new OAuthClient.SharedSecret(
                                SecretReference.literal("s3cret"), Optional.empty(), Optional.empty(), false),
                        REDIRECT),
                fixture.http,
                fixture.clock);
        Consent consent = flow.begin();

        flow.redeem(consent, fixture.browse(consent.address()));

        assertThat(fixture.server.received().get(0).field("client_secret")).isEqualTo("s3cret");
        assertThat(fixture.server.received().get(0).form()).containsKey("code_verifier");
    }

    @Test
    void refusesAnAnswerWithAnotherStateAndStaysUsable() throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent mine = flow.begin();
        URI ofSomebodyElse = fixture.browse(flow.begin().address());

        assertThatThrownBy(() -> flow.redeem(mine, ofSomebodyElse))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX11222");
        assertThat(fixture.server.requests()).isZero();
        assertThat(flow.redeem(mine, fixture.browse(mine.address())).account()).isEqualTo(ADA);
    }

    @Test
    void isRedeemedOnceAndNotAfterTenMinutes() throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());
        flow.redeem(consent, back);
        assertThatThrownBy(() -> flow.redeem(consent, back)).hasMessageStartingWith("MBX11223");

        Consent slow = flow.begin();
        URI late = fixture.browse(slow.address());
        fixture.clock.forward(ConsentFlow.LIMIT.plus(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> flow.redeem(slow, late)).hasMessageStartingWith("MBX11223");
        assertThat(fixture.server.requests()).isEqualTo(1);
    }

    @Test
    void refusesAnotherAccountThanTheExpectedOne() throws Exception {
        fixture.server.signIn("eve@contoso.example");
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());

        assertThatThrownBy(() -> flow.redeem(consent, back))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX11224")
                .hasMessageContainingAll("eve@contoso.example", ADA, "userName");
    }

    @Test
    void refusesAnIdentityTokenWithAnotherNonceIssuerAudienceOrWithoutAny() throws Exception {
        String issuer = fixture.server.authority(TENANT) + "v2.0";
        long end = fixture.clock.instant().getEpochSecond() + 60;

        assertThat(failure(identity("another", CLIENT, "x", end)))
                .startsWith("MBX11222")
                .contains("issuer");
        assertThat(failure(identity(issuer, "another", "x", end)))
                .startsWith("MBX11222")
                .contains("audience");
        assertThat(failure(identity(issuer, CLIENT, "x", end)))
                .startsWith("MBX11222")
                .contains("nonce");
        assertThat(failure(identity(issuer, CLIENT, "x", end - 600)))
                .startsWith("MBX11222")
                .contains("expired");
        assertThat(failure("")).startsWith("MBX11225");
    }

    @Test
    void tellsAConsentThatWasDeclinedWithItsRemedy() throws Exception {
        fixture.server.decline();
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());

        assertThatThrownBy(() -> flow.redeem(consent, back))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageStartingWith("MBX11221")
                .hasMessageContainingAll("access_denied", "AADSTS65004", "mailbox-doctor authorize");
    }

    @Test
    void explainsARefusalOfTheTokenEndpointByTheCatalogue() throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());
        fixture.server.answerNext(1, TokenReply.entraError(400, "invalid_grant", 501481, "Verifier mismatch."));

        assertThatThrownBy(() -> flow.redeem(consent, back))
                .hasMessageStartingWith("MBX11220")
                .hasMessageContainingAll("AADSTS501481", "Start the consent again")
                .hasMessageNotContaining("Trace ID");
    }

    @Test
    void tellsProxiesAndDamagedAnswersWithoutQuotingTokens() throws Exception {
        fixture.server.answerNext(1, TokenReply.html(502));
        assertThat(redeemFails()).startsWith("MBX11231").contains("502");
        fixture.server.answerNext(1, TokenReply.json(200, "{\"access_token\":\"precious"));
        assertThat(redeemFails()).startsWith("MBX11231").doesNotContain("precious");
    }

    @Test
    void insistsOnARefreshToken() throws Exception {
        ConsentClient online = new ConsentClient(
                fixture.client().client(), fixture.client().metadata(), SCOPE, REDIRECT, ADA, Map.of());
        ConsentFlow flow = new ConsentFlow(online, fixture.http, fixture.clock);
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());

        assertThatThrownBy(() -> flow.redeem(consent, back))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11226");
    }

    @Test
    void tellsAnAddressThatWasNotCopiedWhole() {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();

        assertThatThrownBy(() -> flow.redeem(consent, REDIRECT)).hasMessageStartingWith("MBX11227");
    }

    @Test
    void theServerSendsNobodyToAnAddressThatIsNotRegistered() {
        ConsentFlow flow = new ConsentFlow(
                fixture.client(new OAuthClient.NoProof(), URI.create("http://localhost:8401/")),
                fixture.http,
                fixture.clock);
        Consent consent = flow.begin();

        assertThatThrownBy(() -> fixture.browse(consent.address())).hasMessageContaining("AADSTS50011");
    }

    @Test
    void tellsAServerThatDoesNotDescribeItself() {
        ConsentClient nowhere = ConsentFixture.client(
                new OAuthClient.Issuer(fixture.server.authority(TENANT)), new OAuthClient.NoProof(), REDIRECT);

        assertThatThrownBy(() -> new ConsentFlow(nowhere, fixture.http, fixture.clock).begin())
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11229")
                .hasMessageContaining("404");
    }

    private String redeemFails() throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());
        return message(flow, consent, back);
    }

    private String failure(String identity) throws Exception {
        ConsentFlow flow = fixture.flow();
        Consent consent = flow.begin();
        URI back = fixture.browse(consent.address());
        fixture.server.answerNext(
                1,
                TokenReply.json(
                        200,
                        "{\"token_type\":\"Bearer\",\"expires_in\":60,\"access_token\":\"a\",\"refresh_token\":\"r\""
                                + identity + "}"));
        return message(flow, consent, back);
    }

    private static String message(ConsentFlow flow, Consent consent, URI back) {
        try {
            flow.redeem(consent, back);
            throw new AssertionError("It was accepted");
        } catch (io.mailboxconnector.api.MailboxException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String identity(String issuer, String audience, String nonce, long end) {
        String claims = "{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"sub\":\"s\",\"iat\":" + (end - 60)
                + ",\"exp\":" + end + ",\"nonce\":\"" + nonce + "\",\"preferred_username\":\"" + ADA + "\"}";
        return ",\"id_token\":\"" + encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims) + ".c2lnbmF0dXJl\"";
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
