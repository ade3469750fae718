package io.mailboxconnector.testkit.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server in the shape of Microsoft Entra, on loopback, over TLS: token endpoint, consent in a browser and by
 * device code, metadata; and with a token endpoint in the shape of Google's. Mail servers ask it whether a token is good; tests and demonstrations script its moods.
 *
 * <p>Safe for use by any number of threads. {@link #close()} ends its threads. Knows nothing at first: register clients.
 */
public final class FakeAuthorizationServer implements AutoCloseable {

    private static final String REQUEST_ID = "client-request-id";

    private final HttpsServer server;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The state; guarded by {@link #lock}, as everything below. */
    private final RegisteredClients clients = new RegisteredClients();

    private final IssuedTokens tokens;
    private final SignedInPerson person = new SignedInPerson();
    private final PersonTokens persons;
    private final AuthorizeEndpoint browser;
    private final DeviceEndpoint devices;
    private final GoogleTokenEndpoint google;
    private final ServerMood mood = new ServerMood(changed);
    private final List<OAuthEndpoint> endpoints = new ArrayList<>();

    /** The token requests so far. */
    private final List<OAuthRequest> received = new ArrayList<>();

    private FakeAuthorizationServer(SSLContext tls, Clock clock, int port) throws IOException {
        this.tokens = new IssuedTokens(clock);
        this.persons = new PersonTokens(tokens, clock);
        this.browser = new AuthorizeEndpoint(clients, person, persons, this::base);
        this.devices = new DeviceEndpoint(clients, person, persons, this::base, clock);
        this.google = new GoogleTokenEndpoint(tokens, persons, clock);
        endpoints.add(new TokenEndpoint(clients)
                .offer("client_credentials", new ClientCredentialsGrant(tokens))
                .offer("authorization_code", browser)
                .offer("refresh_token", new RefreshTokenGrant(persons))
                .offer(DeviceEndpoint.GRANT, devices));
        endpoints.add(new MetadataEndpoint(this::base));
        endpoints.add(browser);
        endpoints.add(devices);
        endpoints.add(google);
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
     * @param tls the TLS context, with the key of the server
     * @return the running server
     */
    public static FakeAuthorizationServer start(SSLContext tls) {
        return start(tls, Clock.systemUTC(), 0);
    }

    /**
     * Starts a server.
     *
     * @param tls the TLS context, with the key of the server
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
        return URI.create(base(tenant));
    }

    private String base(String tenant) {
        return "https://localhost:" + port() + "/" + tenant + "/";
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
        locked(() -> clients.register(tenant, clientId, secret));
    }

    /**
     * Registers a client without a secret, or takes its secret away.
     *
     * @param tenant the tenant
     * @param clientId the client id
     */
    public void registerPublicClient(String tenant, String clientId) {
        registerClient(tenant, clientId, "");
    }

    /**
     * Where Google's clients ask for tokens.
     *
     * @return the value of {@code token_uri} in the key file of a service account
     */
    public URI googleTokens() {
        return URI.create("https://localhost:" + port() + "/token");
    }

    /**
     * Registers a service account at Google.
     *
     * @param serviceAccount its address
     * @param key what checks its signatures
     * @param delegated the scopes in which it may act for the users of the domain
     */
    public void registerServiceAccount(String serviceAccount, PublicKey key, Set<String> delegated) {
        locked(() -> google.register(serviceAccount, key, delegated));
    }

    /**
     * Adds a user to the domain at Google.
     *
     * @param address the primary address
     */
    public void addGoogleUser(String address) {
        locked(() -> google.addUser(address));
    }

    /**
     * Registers where the browser may be sent back to.
     *
     * @param uri the redirect URI, which must be asked for exactly
     */
    public void registerRedirectUri(URI uri) {
        locked(() -> browser.registerRedirectUri(uri.toString()));
    }

    /**
     * Seats somebody before the browser, who consents to everything.
     *
     * @param account the account
     */
    public void signIn(String account) {
        locked(() -> person.signIn(account));
    }

    /** Lets whoever is signed in decline. */
    public void decline() {
        locked(person::decline);
    }

    /**
     * Lets whoever is signed in type device codes in.
     *
     * @param questions after how many questions of the client
     */
    public void enterDeviceCodesAfter(int questions) {
        locked(() -> devices.enterAfter(questions));
    }

    /**
     * A refresh token as somebody's consent gives it. Each is good for one use, which gives the next one.
     *
     * @param account the account
     * @return the refresh token
     */
    public String consent(String account) {
        return asked(() -> persons.consent(account));
    }

    /** From now on refresh tokens stay good when they were used, as at Entra. */
    public void keepUsedRefreshTokens() {
        locked(persons::keepUsed);
    }

    /**
     * Whose refresh token it is.
     *
     * @param refreshToken the token
     * @return the account; empty when it was not issued here
     */
    public Optional<String> accountOf(String refreshToken) {
        return asked(() -> persons.accountOf(refreshToken));
    }

    /**
     * How long new tokens live; an hour at first.
     *
     * @param life the life
     */
    public void setTokenLife(Duration life) {
        locked(() -> tokens.setLife(life));
    }

    /**
     * Whether new tokens are opaque texts; at first they look like the JSON web tokens of Entra.
     *
     * @param value true for opaque ones
     */
    public void setOpaqueTokens(boolean value) {
        locked(() -> tokens.setOpaque(value));
    }

    /**
     * Makes mail servers refuse a mailbox whatever the token, as Exchange does when the client has no access to it.
     *
     * @param mailbox the address
     */
    public void refuseMailbox(String mailbox) {
        locked(() -> tokens.refuse(mailbox));
    }

    /**
     * Whether a mail server should let somebody in.
     *
     * @param mailbox the mailbox to be opened
     * @param token what was presented
     * @return true when the token is known, has not expired, was not revoked, and the mailbox is not refused
     */
    public boolean accepts(String mailbox, String token) {
        return asked(() -> tokens.accepts(mailbox, token));
    }

    /** Revokes all tokens issued so far. */
    public void revokeAll() {
        locked(tokens::revokeAll);
    }

    /**
     * How many token requests came in, whatever was answered.
     *
     * @return the number
     */
    public int requests() {
        return asked(received::size);
    }

    /**
     * The token requests that came in, whatever was answered, in their order.
     *
     * @return what they had in them; secrets, too
     */
    public List<OAuthRequest> received() {
        return asked(() -> List.copyOf(received));
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
            while (received.size() < number && left > 0) {
                left = changed.awaitNanos(left);
            }
            return received.size() >= number;
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
        locked(() -> mood.script(times, reply));
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
        locked(() -> mood.hold(true));
    }

    /** Lets waiting requests and new ones be answered; scripted answers stay. */
    public void release() {
        locked(() -> mood.hold(false));
    }

    /** Back to normal: waiting requests are answered, scripted answers forgotten. */
    public void recover() {
        locked(mood::recover);
    }

    /** Ends it; what waits is cut off. Idempotent. */
    @Override
    public void close() {
        locked(mood::close);
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            OAuthRequest request = OAuthRequest.of(exchange);
            TokenReply reply = reply(request);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            @Nullable String requestId = request.headers().get(REQUEST_ID);
            if (requestId != null) {
                exchange.getResponseHeaders().set(REQUEST_ID, requestId);
            }
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private TokenReply reply(OAuthRequest request) throws IOException {
        lock.lock();
        try {
            if (TokenEndpoint.isFor(request) || GoogleTokenEndpoint.isFor(request)) {
                received.add(request);
                changed.signalAll();
                Optional<TokenReply> scripted = mood.next();
                if (scripted.isPresent()) {
                    return scripted.get();
                }
            }
            for (OAuthEndpoint endpoint : endpoints) {
                Optional<TokenReply> reply = endpoint.answer(request);
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
            return TokenReply.html(404);
        } finally {
            lock.unlock();
        }
    }

    private <T> T asked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
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
}
