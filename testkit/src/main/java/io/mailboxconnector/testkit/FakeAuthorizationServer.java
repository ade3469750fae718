package io.mailboxconnector.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server in the shape of Microsoft Entra, on loopback, over TLS: {@code POST /{tenant}/oauth2/v2.0/token} with
 * the client credentials grant. Mail servers ask it whether a token is good; tests and demonstrations script its moods.
 *
 * <p>Safe for use by any number of threads. {@link #close()} ends its threads. Knows nothing at first: register clients.
 */
public final class FakeAuthorizationServer implements AutoCloseable {

    private static final Pattern TOKEN_PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
    private static final String REQUEST_ID = "client-request-id";
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private final Clock clock;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Secrets by tenant and client id; guarded by {@link #lock}, as everything below. */
    private final Map<Client, String> clients = new HashMap<>();

    private final Map<String, Instant> tokens = new HashMap<>();
    private final Set<String> refusedMailboxes = new HashSet<>();
    private Duration tokenLife = Duration.ofMinutes(60);
    private boolean opaque;
    private @Nullable TokenReply scripted;
    private int scriptedTimes;
    private boolean held;
    private boolean closed;
    private int requests;

    private FakeAuthorizationServer(SSLContext tls, Clock clock, int port) throws IOException {
        this.clock = clock;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-authorization-server");
            thread.setDaemon(true);
            return thread;
        });
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts a server on a free port, by the system's clock.
     *
     * @param tls the TLS context, such as {@link TestCertificates#server()}
     * @return the running server
     */
    public static FakeAuthorizationServer start(SSLContext tls) {
        return start(tls, Clock.systemUTC(), 0);
    }

    /**
     * Starts a server.
     *
     * @param tls the TLS context, such as {@link TestCertificates#server()}
     * @param clock decides when a token has expired
     * @param port the port; 0 for a free one
     * @return the running server
     */
    public static FakeAuthorizationServer start(SSLContext tls, Clock clock, int port) {
        try {
            return new FakeAuthorizationServer(tls, clock, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The base address of a tenant.
     *
     * @param tenant the tenant
     * @return the value of the property {@code authority}
     */
    public URI authority(String tenant) {
        return URI.create("https://localhost:" + port() + "/" + tenant + "/");
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Registers a client, or gives it a new secret. A tenant exists once it has a client.
     *
     * @param tenant the tenant
     * @param clientId the client id
     * @param secret the client secret
     */
    public void registerClient(String tenant, String clientId, String secret) {
        locked(() -> clients.put(new Client(tenant, clientId), secret));
    }

    /**
     * How long new tokens live; an hour at first.
     *
     * @param life the life
     */
    public void setTokenLife(Duration life) {
        locked(() -> tokenLife = life);
    }

    /**
     * Whether new tokens are opaque texts; at first they look like the JSON web tokens of Entra.
     *
     * @param value true for opaque ones
     */
    public void setOpaqueTokens(boolean value) {
        locked(() -> opaque = value);
    }

    /**
     * Makes mail servers refuse a mailbox whatever the token, as Exchange does when the client has no access to it.
     *
     * @param mailbox the address
     */
    public void refuseMailbox(String mailbox) {
        locked(() -> refusedMailboxes.add(mailbox));
    }

    /**
     * Whether a mail server should let somebody in.
     *
     * @param mailbox the mailbox to be opened
     * @param token what was presented
     * @return true when the token is known, has not expired, was not revoked, and the mailbox is not refused
     */
    public boolean accepts(String mailbox, String token) {
        lock.lock();
        try {
            @Nullable Instant end = tokens.get(token);
            return end != null && clock.instant().isBefore(end) && !refusedMailboxes.contains(mailbox);
        } finally {
            lock.unlock();
        }
    }

    /** Revokes all tokens issued so far. */
    public void revokeAll() {
        locked(tokens::clear);
    }

    /**
     * How many token requests came in, whatever was answered.
     *
     * @return the number
     */
    public int requests() {
        lock.lock();
        try {
            return requests;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many requests have come in, answered or not.
     *
     * @param number the number
     * @param limit how long to wait at most
     * @return whether they came in
     * @throws InterruptedException when the caller is interrupted
     */
    public boolean awaitRequests(int number, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (requests < number && left > 0) {
                left = changed.awaitNanos(left);
            }
            return requests >= number;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Answers the next requests with something else.
     *
     * @param times how many requests
     * @param reply what they get
     */
    public void answerNext(int times, TokenReply reply) {
        locked(() -> {
            scripted = reply;
            scriptedTimes = times;
        });
    }

    /**
     * Answers all requests with something else, until {@link #recover()}.
     *
     * @param reply what they get
     */
    public void answerAlways(TokenReply reply) {
        answerNext(Integer.MAX_VALUE, reply);
    }

    /** Lets every request wait until {@link #release()}: a server that is reached and does not answer. */
    public void hold() {
        locked(() -> held = true);
    }

    /** Lets waiting requests and new ones be answered; scripted answers stay. */
    public void release() {
        locked(() -> held = false);
    }

    /** Back to normal: waiting requests are answered, scripted answers forgotten. */
    public void recover() {
        locked(() -> {
            held = false;
            scripted = null;
            scriptedTimes = 0;
        });
    }

    /** Ends it; what waits is cut off. Idempotent. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            held = false;
        });
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            TokenReply reply = reply(exchange.getRequestURI().getPath(), exchange.getRequestMethod(), parameters(form));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            @Nullable String requestId = exchange.getRequestHeaders().getFirst(REQUEST_ID);
            if (requestId != null) {
                exchange.getResponseHeaders().set(REQUEST_ID, requestId);
            }
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private TokenReply reply(String path, String method, Map<String, String> form) throws IOException {
        Matcher matcher = TOKEN_PATH.matcher(path);
        if (!matcher.matches() || !method.equals("POST")) {
            return TokenReply.html(404);
        }
        lock.lock();
        try {
            requests++;
            changed.signalAll();
            awaitRelease();
            if (scripted != null && scriptedTimes > 0) {
                scriptedTimes--;
                return scripted;
            }
            return grant(matcher.group(1), form);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRelease() throws IOException {
        long left = LONGEST_HOLD.toNanos();
        try {
            while (held && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Ended while a request waited", e);
        }
        if (closed) {
            throw new IOException("Closed while a request waited");
        }
    }

    private TokenReply grant(String tenant, Map<String, String> form) {
        String clientId = form.getOrDefault("client_id", "");
        if (clients.keySet().stream().noneMatch(known -> known.tenant.equals(tenant))) {
            return TokenReply.entraError(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found.");
        }
        @Nullable String secret = clients.get(new Client(tenant, clientId));
        if (secret == null) {
            return TokenReply.entraError(
                    400, "unauthorized_client", 700016, "Application '" + clientId + "' was not found.");
        }
        if (!secret.equals(form.get("client_secret"))) {
            return TokenReply.entraError(401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return TokenReply.entraError(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
        }
        String scope = form.getOrDefault("scope", "");
        if (!scope.contains("/.default")) {
            return TokenReply.entraError(400, "invalid_scope", 1002012, "The provided scope is not valid.");
        }
        return granted(tenant, clientId);
    }

    private TokenReply granted(String tenant, String clientId) {
        Instant now = clock.instant();
        String token = opaque ? FakeToken.opaque() : FakeToken.jwt(tenant, clientId, now, now.plus(tokenLife));
        tokens.values().removeIf(end -> !now.isBefore(end));
        tokens.put(token, now.plus(tokenLife));
        long seconds = tokenLife.toSeconds();
        return TokenReply.json(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"ext_expires_in\":" + seconds
                        + ",\"access_token\":\"" + token + "\"}");
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Client(String tenant, String clientId) {}
}
