package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.auth.consent.ConsentClient;
import io.mailboxconnector.auth.consent.ConsentFlow;
import io.mailboxconnector.auth.consent.ConsentHttp;
import io.mailboxconnector.auth.consent.Consented;
import io.mailboxconnector.auth.consent.DeviceFlow;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.TokenStore;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conversation with whoever consents, against an authorization server and a browser on loopback. */
class ConsentDialogueTest {

    private static final String ADA = "ada@contoso.example";
    private static final Pattern ADDRESS = Pattern.compile("https://localhost:\\d+/\\S+authorize\\S+");
    private static final URI ANY_PORT = URI.create("http://localhost/");
    private static final URI PASTED = URI.create("http://localhost:8400/");

    private final Clock clock = Clock.systemUTC();
    private final StringWriter out = new StringWriter();
    private final Wire wire = new Wire(clock);
    private FakeAuthorizationServer server;
    private final TokenHttp carrier = new TokenHttp(wire);
    private SSLContext tls;
    private ConsentHttp http;

    @BeforeEach
    void start(@TempDir Path directory) {
        TestCertificates certificates = TestCertificates.create();
        server = FakeAuthorizationServer.start(certificates.server());
        server.registerPublicClient("contoso.example", "client-1");
        server.signIn(ADA);
        Trust trust =
                new Trust(Optional.of(certificates.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
        tls = wire.tls(trust);
        http = new ConsentHttp(carrier, new TokenHttp.Route(trust, Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stop() {
        carrier.close();
        wire.close();
        server.close();
    }

    @Test
    void takesTheAnswerOfABrowserOnThisMachineAndNothingElse() throws Exception {
        try (RedirectReceiver receiver = new RedirectReceiver(ANY_PORT, clock)) {
            server.registerRedirectUri(receiver.address());
            CompletableFuture<Consented> consented = CompletableFuture.supplyAsync(() -> inBrowser(receiver));
            URI address = shownAddress();

            assertThat(get(receiver.address().resolve("favicon.ico")).statusCode())
                    .isEqualTo(404);
            sendNonsense(receiver.address().getPort());
            assertThat(get(receiver.address().resolve("?code=stolen&state=somebody-elses"))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> page = get(back(address));

            assertThat(consented.get(20, TimeUnit.SECONDS).account()).isEqualTo(ADA);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.body()).doesNotContain("code");
            assertThat(out.toString()).contains("MBX11222", ADA).doesNotContain("stolen");
        }
    }

    @Test
    void endsWhenNobodyConsents() throws Exception {
        try (RedirectReceiver receiver = new RedirectReceiver(ANY_PORT, clock)) {
            assertThat(receiver.await(clock.instant().minusMillis(1))).isEmpty();
            assertThat(receiver.await(clock.instant().plusMillis(20))).isEmpty();
        }
    }

    @Test
    void takesThePastedAddress() throws Exception {
        server.registerRedirectUri(PASTED);
        ConsentFlow flow = flow(PASTED);
        // The address is shown only then: the reader fetches it when it is asked.
        BufferedReader in = new BufferedReader(new StringReader("")) {
            private int asked;

            @Override
            public String readLine() {
                asked++;
                return switch (asked) {
                    case 1 -> "";
                    case 2 -> "no address at all";
                    case 3 -> "http://localhost:8400/?code=x&state=y";
                    default -> back(shownAddress()).toString();
                };
            }
        };

        Consented consented = dialogue(in).byPaste(flow, ADA);

        assertThat(server.accountOf(consented.refreshToken().reveal())).contains(ADA);
        assertThat(out.toString())
                .contains("MBX11227", "MBX11222")
                .doesNotContain(consented.refreshToken().reveal());
    }

    @Test
    void endsWithItsInput() {
        server.registerRedirectUri(PASTED);

        assertThatThrownBy(
                        () -> dialogue(new BufferedReader(new StringReader(""))).byPaste(flow(PASTED), ADA))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("input ended");
    }

    @Test
    void showsTheCodeForAnotherDevice() {
        server.enterDeviceCodesAfter(1);

        Consented consented = dialogue(new BufferedReader(new StringReader("")))
                .onDevice(new DeviceFlow(client(PASTED), http, clock, length -> {}), ADA);

        assertThat(consented.account()).isEqualTo(ADA);
        assertThat(out.toString()).contains("ABC-DEF", "/device", ADA);
    }

    private Consented inBrowser(RedirectReceiver receiver) {
        try {
            return dialogue(new BufferedReader(new StringReader("")))
                    .inBrowser(flow(receiver.address()), receiver, ADA);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ConsentDialogue dialogue(BufferedReader in) {
        return new ConsentDialogue(new PrintWriter(out), in, clock);
    }

    private ConsentFlow flow(URI redirect) {
        return new ConsentFlow(client(redirect), http, clock);
    }

    private ConsentClient client(URI redirect) {
        OAuthClient client = new OAuthClient(
                new OAuthClient.Entra(server.authority("contoso.example")),
                "client-1",
                new OAuthClient.NoProof(),
                "https://outlook.office.com/IMAP.AccessAsUser.All");
        TokenStore nowhere = new TokenStore(
                new TokenStore.Table("none"), SecretReference.literal("00".repeat(32)), Optional.empty());
        return ConsentClient.of(new Authentication.RefreshToken(client, ADA, nowhere), redirect);
    }

    private URI shownAddress() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ADDRESS.matcher(out.toString()).results().findFirst(), Optional::isPresent)
                .map(found -> URI.create(found.group()))
                .orElseThrow();
    }

    /** Where the browser ends after the consent. */
    private URI back(URI address) {
        return get(address).headers().firstValue("Location").map(URI::create).orElseThrow();
    }

    private HttpResponse<String> get(URI address) {
        try {
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendNonsense(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream request = socket.getOutputStream();
            request.write("POST /?state=x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            request.flush();
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }
}
