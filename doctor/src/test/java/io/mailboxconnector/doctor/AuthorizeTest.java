package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code mailbox-doctor authorize} as a user has it: a command line, a browser, and an account that works from then on. */
class AuthorizeTest {

    private static final Pattern ADDRESS = Pattern.compile("https://localhost:\\d+/\\S+authorize\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Wire wire = new Wire(Clock.systemUTC());
    private final InputStream in = System.in;

    @TempDir
    private Path folder;

    private MailWorld world;
    private SSLContext tls;

    @BeforeEach
    void start() {
        world = new MailWorld(folder);
        world.authorization.signIn(MailWorld.DESK);
        tls = wire.tls(new Trust(Optional.of(world.authorityPem()), Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void stop() {
        System.setIn(in);
        world.close();
        wire.close();
        assertThat(out + "" + err).doesNotContain("eyJ", MailWorld.TOKEN_STORE_KEY);
    }

    @Test
    void aConsentInABrowserMakesTheAccountWork() throws Exception {
        Path account = world.write(world.personAccount(files()));
        CompletableFuture<Integer> doctor = inBackground("authorize", account.toString());
        URI address = shownAddress();
        world.authorization.registerRedirectUri(redirectUri(address));

        assertThat(open(back(address)).statusCode()).isEqualTo(200);

        assertThat(doctor.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s", err)
                .isZero();
        assertThat(address.getQuery()).contains("prompt=select_account", "login_hint=" + MailWorld.DESK);
        assertThat(out.toString()).contains("The consent is kept.", "A first token was issued, valid until 20");
        assertThat(stored()).contains("eyJ").doesNotContain(MailWorld.DESK);
        assertThat(run("check", account.toString())).isZero();
        assertThat(out.toString()).contains("for " + MailWorld.DESK, "All 9 steps are OK.");
    }

    @Test
    void aPastedAddressDoesTheSameForATable() throws Exception {
        String url = "jdbc:h2:mem:authorize;DB_CLOSE_DELAY=-1";
        Path account = world.write(world.personAccount("java:jboss/datasources/Mail"));
        URI registered = URI.create("https://apps.contoso.example/mail/back");
        world.authorization.registerRedirectUri(registered);
        PipedOutputStream typed = new PipedOutputStream();
        System.setIn(new PipedInputStream(typed));

        CompletableFuture<Integer> doctor = inBackground(
                "authorize", "--paste", "--redirect-uri", registered.toString(), "--jdbc-url", url, account.toString());
        typed.write((back(shownAddress()) + "\n").getBytes(StandardCharsets.UTF_8));
        typed.flush();

        assertThat(doctor.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s", err)
                .isZero();
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sealed FROM mbx_refresh_token")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).startsWith("eyJ");
        }
        assertThat(run("check", "--jdbc-url", url, account.toString())).isZero();
    }

    @Test
    void aCodeOnAnotherDeviceDoesTheSame() throws Exception {
        world.authorization.enterDeviceCodesAfter(0);

        assertThat(run("authorize", "--device", write(files()))).as("%s", err).isZero();

        assertThat(out.toString()).contains("enter the code ABC-DEF and sign in as " + MailWorld.DESK);
        assertThat(stored()).contains("eyJ");
    }

    @Test
    void keepsNothingWhenSomebodyElseConsents() throws Exception {
        world.authorization.signIn("eve@contoso.example");
        world.authorization.enterDeviceCodesAfter(0);

        assertThat(run("authorize", "--device", write(files()))).isEqualTo(1);

        assertThat(err.toString()).contains("MBX11224", "eve@contoso.example").doesNotContain("\tat ");
        assertThat(stored()).isEmpty();
    }

    @Test
    void needsTheDatabaseBehindADataSource() throws Exception {
        world.authorization.enterDeviceCodesAfter(0);
        String account = write("jdbc/mail");

        assertThat(run("authorize", "--device", account)).isEqualTo(2);
        assertThat(err.toString()).contains("tokenStore = 'jdbc/mail' names a data source", "--jdbc-url");

        assertThat(run(
                        "authorize",
                        "--jdbc-url",
                        "jdbc:none://ann:s3cret@db.contoso.example/mail?password=s3cret",
                        account))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("No driver on the class path knows jdbc:none://db.contoso.example/mail.", "DRIVER.jar")
                .doesNotContain("s3cret");
    }

    @Test
    void tellsWhatDoesNotFit() throws Exception {
        assertThat(run("authorize", world.write(world.account()).toString())).isEqualTo(1);
        assertThat(err.toString()).contains("MBX11234", "authentication=refreshToken");

        String account = write(files());
        assertThat(run("authorize", "--redirect-uri", "https://apps.contoso.example/back", account))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not an http address of this machine", "--paste");
        assertThat(run("authorize", "--paste", "--device", account)).isEqualTo(2);
    }

    @Test
    void tellsAllFaultsOfTheAccount() throws Exception {
        Map<String, String> account = world.personAccount(files());
        account.remove("tokenStoreKey");
        account.remove("mailbox");

        assertThat(run("authorize", world.write(account).toString())).isEqualTo(1);

        assertThat(err.toString()).contains("MBX10001", "faults: 2", "tokenStoreKey is missing", "mailbox is missing");
    }

    private String files() {
        return "file:" + folder.resolve("tokens").toAbsolutePath();
    }

    private String write(String tokenStore) throws IOException {
        return world.write(world.personAccount(tokenStore)).toString();
    }

    /** Everything that lies in the token store. */
    private String stored() throws IOException {
        StringBuilder all = new StringBuilder();
        if (Files.isDirectory(folder.resolve("tokens"))) {
            try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
                for (Path file : files.toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    private int run(String... arguments) {
        CommandLine doctor = Doctor.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
        return doctor.execute(arguments);
    }

    private CompletableFuture<Integer> inBackground(String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(arguments));
    }

    private URI shownAddress() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> ADDRESS.matcher(out.toString()).results().findFirst(), Optional::isPresent)
                .map(found -> URI.create(found.group()))
                .orElseThrow();
    }

    private static URI redirectUri(URI address) {
        return Stream.of(address.getQuery().split("&"))
                .filter(parameter -> parameter.startsWith("redirect_uri="))
                .map(parameter -> URI.create(parameter.substring("redirect_uri=".length())))
                .findFirst()
                .orElseThrow();
    }

    /** Where the browser ends after the consent. */
    private URI back(URI address) throws IOException, InterruptedException {
        return open(address).headers().firstValue("Location").map(URI::create).orElseThrow();
    }

    private HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
