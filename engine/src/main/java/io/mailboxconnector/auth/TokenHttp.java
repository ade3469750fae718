package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.wire.DaemonThreads;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
final class TokenHttp implements AutoCloseable {

    static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    static final long BODY_LIMIT = 1024L * 1024L;

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
    private final Map<Trust, Client> clients = new HashMap<>();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    TokenHttp(Wire wire) {
        this.wire = wire;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws HttpTimeoutException when the server does not answer in time
     * @throws IOException when the network or TLS fails
     * @throws io.mailboxconnector.api.ConfigurationInvalid when a file of the trust setting is wrong
     */
    HttpResponse<String> send(Trust trust, HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client(trust).sendAsync(request, head -> new LimitedBody(BODY_LIMIT));
        underWay.put(Thread.currentThread(), answer);
        try {
            if (isClosed()) {
                answer.cancel(true);
            }
            // The client's own limit ends with the headers: a body that trickles needs this one.
            return answer.get(CONNECT_LIMIT.plus(ANSWER_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
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

    private HttpClient client(Trust trust) throws IOException {
        SSLContext context = wire.tls(trust);
        lock.lock();
        try {
            if (closed) {
                throw new IOException("The connector is being stopped");
            }
            @Nullable Client known = clients.get(trust);
            if (known != null && known.context.equals(context)) {
                return known.http;
            }
            // One that is replaced may be in use; it ends by itself once it is collected.
            HttpClient http = newClient(context);
            clients.put(trust, new Client(context, http));
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

    private HttpClient newClient(SSLContext context) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(PROTOCOLS);
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        // The client's own thread inherits the class loader and must not keep the caller's application alive.
        thread.setContextClassLoader(TokenHttp.class.getClassLoader());
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_LIMIT)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .executor(workers)
                    .build();
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
                AuthMessages.MESSAGES.httpCloseFailed(e);
            }
        }
    }

    private record Client(SSLContext context, HttpClient http) {}
}
