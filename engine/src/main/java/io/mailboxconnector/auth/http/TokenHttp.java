package io.mailboxconnector.auth.http;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.mailboxconnector.auth.secret.ClientKey;
import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.wire.DaemonThreads;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP of token requests: TLS at least 1.2 by the account's trust, no redirects, every request bounded in time and every
 * answer in size.
 *
 * <p>Safe for use by any number of threads. One {@link HttpClient} per trust setting, made with the first request. On Java 21
 * and later {@link #close()} ends its thread; before, it ends by itself once the client is collected.
 */
public final class TokenHttp implements AutoCloseable {

    /** For establishing a connection. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** For an answer. */
    public static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    /** Of an answer, in bytes. */
    public static final long BODY_LIMIT = 1024L * 1024L;

    private static final Duration WORKER_KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Wire wire;
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            WORKER_KEEP_ALIVE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads("mailbox-token-http"));
    private final Map<Thread, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<Route, Client> clients = new HashMap<>();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    /**
     * Creates it; starts nothing.
     *
     * @param wire gives TLS
     */
    public TokenHttp(Wire wire) {
        this.wire = wire;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param route how to get there
     * @param request the request; its own time-out should be {@link #ANSWER_LIMIT}
     * @return the answer
     * @throws HttpTimeoutException when the server does not answer in time
     * @throws IOException when the network or TLS fails
     * @throws InterruptedException when the caller is interrupted
     * @throws io.mailboxconnector.api.ConfigurationInvalid when a file of the trust setting is wrong
     */
    public OAuthAnswer send(Route route, HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client(route).sendAsync(request, head -> new LimitedBody(BODY_LIMIT));
        underWay.put(Thread.currentThread(), answer);
        try {
            if (isClosed()) {
                answer.cancel(true);
            }
            // The client's own limit ends with the headers: a body that trickles needs this one.
            return OAuthAnswer.of(answer.get(CONNECT_LIMIT.plus(ANSWER_LIMIT).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            HttpTimeoutException late = new HttpTimeoutException("No complete answer in time");
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("The token request was cancelled: the connector is being stopped", e);
        } finally {
            answer.cancel(true);
            underWay.remove(Thread.currentThread());
        }
    }

    /**
     * A request that Nimbus has put together, as the JDK has it.
     *
     * @param request the request
     * @return the same, which wants JSON and does not wait for ever
     */
    public static HttpRequest toRequest(HTTPRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI()).timeout(ANSWER_LIMIT);
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        builder.setHeader("Accept", "application/json");
        return request.getMethod() == HTTPRequest.Method.POST
                ? builder.POST(HttpRequest.BodyPublishers.ofString(String.valueOf(request.getBody())))
                        .build()
                : builder.build();
    }

    /** Cancels what is under way and ends the threads; waits for them for a bounded time. Idempotent. */
    @Override
    public void close() {
        List<Client> last;
        lock.lock();
        try {
            closed = true;
            last = new ArrayList<>(clients.values());
            clients.clear();
        } finally {
            lock.unlock();
        }
        underWay.values().forEach(answer -> answer.cancel(true));
        last.forEach(client -> end(client.http));
        DaemonThreads.end(workers, LONGEST_END);
    }

    private HttpClient client(Route route) throws IOException {
        SSLContext context = wire.tls(route.trust());
        lock.lock();
        try {
            if (closed) {
                throw new IOException("The connector is being stopped");
            }
            @Nullable Client known = clients.get(route);
            if (known != null && known.context.equals(context)) {
                return known.http;
            }
            // One that is replaced may be in use; it ends by itself once it is collected.
            HttpClient http = newClient(route, context);
            clients.put(route, new Client(context, http));
            return http;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private HttpClient newClient(Route route, SSLContext context) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(PROTOCOLS);
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        // The client's own thread inherits the class loader and must not keep the caller's application alive.
        thread.setContextClassLoader(TokenHttp.class.getClassLoader());
        try {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_LIMIT)
                    .sslContext(
                            route.key().isPresent()
                                    ? wire.tls(route.trust(), route.key().get().managers())
                                    : context)
                    .sslParameters(parameters)
                    .executor(workers);
            // Without a proxy of its own it takes that of the JVM.
            route.proxy()
                    .map(proxy -> ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())))
                    .ifPresent(builder::proxy);
            return builder.build();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }

    private static void end(HttpClient http) {
        // HttpClient is AutoCloseable since Java 21.
        if (http instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                AnswerMessages.MESSAGES.httpCloseFailed(e);
            }
        }
    }

    /**
     * How to get to an authorization server.
     *
     * @param trust which certificates it may have
     * @param proxy the proxy on the way
     * @param key what the client proves itself with in TLS (RFC 8705 §2)
     */
    public record Route(Trust trust, Optional<LoginOptions.HttpProxy> proxy, Optional<ClientKey> key) {

        /**
         * The same route with a key.
         *
         * @param newKey the key
         * @return the route
         */
        public Route with(ClientKey newKey) {
            return new Route(trust, proxy, Optional.of(newKey));
        }
    }

    private record Client(SSLContext context, HttpClient http) {}
}
