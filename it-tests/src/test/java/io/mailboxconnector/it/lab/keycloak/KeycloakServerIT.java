package io.mailboxconnector.it.lab.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The realm offers every way to a token that the connector knows. */
@RealMailServers
class KeycloakServerIT {

    private static final String REDIRECT = "http://127.0.0.1/callback";

    private MailLab lab;
    private KeycloakServer keycloak;

    /** An answer of the token endpoint. */
    private record Answer(int status, String body) {
        String text(String name) {
            Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
            assertThat(value.find()).as(body).isTrue();
            return value.group(1);
        }
    }

    @BeforeEach
    void start(MailLab shared) {
        lab = shared;
        keycloak = shared.keycloak();
    }

    @Test
    void anApplicationMaySignInsteadOfSendingASecret() throws Exception {
        Answer answer = post(
                "",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        LabClient.APP_JWT.id(),
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("scope")).contains("mail.full");
    }

    @Test
    void aUserSignsInByCodeAndEachRefreshTokenIsGoodForOneUse() throws Exception {
        String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        String challenge =
                base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        URI callback = bob().signIn(URI.create(keycloak.issuer() + "/protocol/openid-connect/auth?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", LabClient.WEB.id(),
                        "redirect_uri", REDIRECT,
                        "scope", "openid offline_access",
                        "state", "any",
                        "code_challenge", challenge,
                        "code_challenge_method", "S256"))));
        assertThat(callback).asString().startsWith(REDIRECT).contains("code=");
        Answer first = post(
                "",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        LabClient.WEB.id(),
                        "client_secret",
                        KeycloakServer.CLIENT_SECRET,
                        "redirect_uri",
                        REDIRECT,
                        "code",
                        callback.getQuery().replaceAll(".*code=([^&]*).*", "$1"),
                        "code_verifier",
                        verifier));
        assertThat(first.status()).as(first.body()).isEqualTo(200);

        Answer second = refresh(first.text("refresh_token"));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(refresh(first.text("refresh_token"))).returns(400, Answer::status);
    }

    @Test
    void aDeviceGetsItsTokenOnceTheUserAllowedIt() throws Exception {
        Answer device = post("/../auth/device", Map.of("client_id", LabClient.DEVICE.id(), "scope", "openid"));
        assertThat(device.status()).as(device.body()).isEqualTo(200);
        Map<String, String> poll = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "client_id", LabClient.DEVICE.id(),
                "device_code", device.text("device_code"));
        assertThat(post("", poll).text("error")).isEqualTo("authorization_pending");

        bob().allowDevice(URI.create(device.text("verification_uri_complete")));

        Awaitility.await().until(() -> post("", poll).status() == 200);
    }

    private BrowserUser bob() {
        return new BrowserUser(keycloak, lab.certificates().client(), MailLab.BOB, MailLab.PASSWORD);
    }

    private Answer refresh(String token) throws IOException, InterruptedException {
        return post(
                "",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        LabClient.WEB.id(),
                        "client_secret",
                        KeycloakServer.CLIENT_SECRET,
                        "refresh_token",
                        token));
    }

    private String assertion() throws GeneralSecurityException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String id = LabClient.APP_JWT.id();
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + base64("{\"iss\":\"" + id + "\",\"sub\":\"" + id + "\",\"aud\":\"" + keycloak.issuer()
                        + "\",\"jti\":\"" + UUID.randomUUID() + "\",\"iat\":" + now + ",\"exp\":" + (now + 60) + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(lab.clientCertificate().keys().getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(lab.certificates().client())
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(keycloak.tokenEndpoint() + path)
                                        .normalize())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }
}
