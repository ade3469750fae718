package io.mailboxconnector.it.lab.keycloak;

import io.mailboxconnector.it.lab.host.ConfigurationTemplate;
import io.mailboxconnector.it.lab.host.ServerProcess;
import io.mailboxconnector.testkit.SigningCertificate;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Keycloak of its own in development mode, with the realm {@code lab} in memory: after each start it has a new signing key
 * and knows nothing of what it did before.
 *
 * <p>Threads: belongs to one at a time.
 */
public final class KeycloakServer implements AutoCloseable {

    /** How long tokens of {@link LabClient#APP_SHORT} live. */
    public static final Duration SHORT_LIFE = Duration.ofSeconds(5);
    /** The secret of all clients that have one. */
    public static final String CLIENT_SECRET = "lab-client-secret";
    /** The client by which a mail server asks whether a token is good. */
    public static final String MAIL_SERVER = "mail-server";
    /** Its secret. */
    public static final String MAIL_SERVER_SECRET = "lab-server-secret";

    private static final String REALM = "/realms/lab";
    private static final int OK = 200;

    private final Path home;
    private final Path log;
    private final int httpPort = FreePort.any();
    private final int httpsPort = FreePort.any();
    private final int managementPort = FreePort.any();
    private final Path certificate;
    private final Path key;
    private @Nullable ServerProcess process;

    /**
     * A new Keycloak, not started.
     *
     * @param installation the unpacked distribution, which is left as it is
     * @param directory a new directory for this server alone
     * @param certificates whose certificate it shows
     * @param client the certificate of {@link LabClient#APP_JWT}
     * @param password the password of all users
     */
    public KeycloakServer(
            Path installation,
            Path directory,
            TestCertificates certificates,
            SigningCertificate client,
            String password) {
        home = directory.resolve("home");
        log = directory.resolve("keycloak.log");
        certificate = certificates.writeServerPem(directory);
        key = certificates.writeServerKeyPem(directory);
        try {
            KeycloakHome.make(installation, home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        ConfigurationTemplate.beside(KeycloakServer.class, "realm.json")
                .write(
                        Map.of(
                                "password", password,
                                "secret", CLIENT_SECRET,
                                "serverSecret", MAIL_SERVER_SECRET,
                                "shortLife", SHORT_LIFE.toSeconds(),
                                "clientCertificate", client.base64()),
                        home.resolve("data/import/lab-realm.json"));
    }

    /**
     * Whom its tokens come from, and the base address of everything that clients need.
     *
     * @return an address with https
     */
    public URI issuer() {
        return URI.create("https://localhost:" + httpsPort + REALM);
    }

    /**
     * Where clients get tokens.
     *
     * @return an address with https
     */
    public URI tokenEndpoint() {
        return URI.create(issuer() + "/protocol/openid-connect/token");
    }

    /**
     * Where the mail servers ask whether a token is good.
     *
     * @return an address with http
     */
    public URI introspection() {
        return plain("token/introspect");
    }

    private URI plain(String endpoint) {
        return URI.create("http://127.0.0.1:" + httpPort + REALM + "/protocol/openid-connect/" + endpoint);
    }

    /**
     * Gets a token for an application (RFC 6749 section 4.4).
     *
     * @param client a client with a secret
     * @return the answer of the token endpoint, in JSON
     */
    public String applicationToken(LabClient client) {
        return tokens(
                Map.of("grant_type", "client_credentials", "client_id", client.id(), "client_secret", CLIENT_SECRET));
    }

    /**
     * Gets a token for a user who signed in to {@link LabClient#WEB} with a password.
     *
     * @param user the name of the user
     * @param password the password
     * @return the answer of the token endpoint, in JSON
     */
    public String userToken(String user, String password) {
        return tokens(Map.of(
                "grant_type", "password",
                "client_id", LabClient.WEB.id(),
                "client_secret", CLIENT_SECRET,
                "username", user,
                "password", password));
    }

    /**
     * Takes a token of a client back (RFC 7009): from now on it is good for nothing, whatever it says of its end.
     *
     * @param client whose token it is
     * @param token the token itself
     */
    public void revoke(LabClient client, String token) {
        post(plain("revoke"), Map.of("token", token, "client_id", client.id(), "client_secret", CLIENT_SECRET));
    }

    /**
     * How many tokens a client got in its own name (RFC 6749 section 4.4), in all lives of this server.
     *
     * @param client the client
     * @return the number
     */
    public long applicationTokens(LabClient client) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line ->
                            line.contains("type=\"CLIENT_LOGIN\"") && line.contains("clientId=\"" + client.id() + "\""))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String tokens(Map<String, String> form) {
        return post(plain("token"), form);
    }

    private static String post(URI endpoint, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(endpoint + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Starts it, which takes half a minute, and waits until it answers. Does nothing when it runs. */
    public void start() {
        if (isRunning()) {
            return;
        }
        ServerProcess started = ServerProcess.start(
                "keycloak",
                List.of(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + httpPort,
                        "--https-port=" + httpsPort,
                        "--https-certificate-file=" + certificate,
                        "--https-certificate-key-file=" + key,
                        "--hostname=https://localhost:" + httpsPort,
                        // Each token that is issued is a line.
                        "--log-level=info,org.keycloak.events:debug",
                        "--health-enabled=true",
                        "--http-management-scheme=http",
                        "--http-management-port=" + managementPort),
                // The first tier of the compiler: it starts earlier and never runs long enough to miss the second.
                Map.of("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m -XX:TieredStopAtLevel=1"),
                log);
        process = started;
        started.awaitReady(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"));
        // It is ready a moment before the ports for clients are open.
        started.awaitListening(httpPort, httpsPort);
    }

    /** Stops it in order. */
    public void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /**
     * Whether it runs.
     *
     * @return true between start and stop, unless it ended by itself
     */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Stops it. Its directory stays the business of whoever made it. */
    @Override
    public void close() {
        stop();
    }
}
