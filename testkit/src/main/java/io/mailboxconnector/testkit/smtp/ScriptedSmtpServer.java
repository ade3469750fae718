package io.mailboxconnector.testkit.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A small SMTP submission server on loopback that does what its {@link Misbehaviour} says and records everything that it
 * was told.
 *
 * <p>Safe for use by any number of threads. {@link #stop()} closes port and connections; {@link #start()} opens the same
 * port again.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final SmtpServerOptions options;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Submission> submissions = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger flights = new AtomicInteger();
    private final Set<SmtpConversation> open = ConcurrentHashMap.newKeySet();
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;
    private volatile Listener listener;

    /** A port and the thread that accepts there. */
    private record Listener(ServerSocket socket, Thread acceptor) {}

    /**
     * Starts a server on a free port.
     *
     * @param options how it presents itself
     */
    public ScriptedSmtpServer(SmtpServerOptions options) {
        this.options = options;
        this.listener = listen(0);
    }

    /** Starts a server without TLS that accepts every login. */
    public ScriptedSmtpServer() {
        this(SmtpServerOptions.plain());
    }

    /**
     * Changes what the server does from now on.
     *
     * @param next the new misbehaviour
     * @return this server
     */
    public ScriptedSmtpServer behave(Misbehaviour next) {
        misbehaviour = next;
        return this;
    }

    /**
     * Where the server listens.
     *
     * @return a port of 127.0.0.1, the same after a restart
     */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /**
     * The commands of all connections; credentials are left out.
     *
     * @return a copy
     */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /**
     * The messages that were accepted.
     *
     * @return a copy
     */
    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /**
     * How many connections were made.
     *
     * @return the number
     */
    public int connections() {
        return connections.get();
    }

    /**
     * How many connections are open now.
     *
     * @return the number
     */
    public int openConnections() {
        return open.size();
    }

    /**
     * How many logins succeeded.
     *
     * @return the number
     */
    public int logins() {
        return logins.get();
    }

    /**
     * How often the server answered while the client was waiting: the round trips.
     *
     * @return the number
     */
    public int flights() {
        return flights.get();
    }

    /** Forgets all that was recorded. */
    public void forget() {
        commands.clear();
        submissions.clear();
        connections.set(0);
        logins.set(0);
        flights.set(0);
    }

    /** Closes all connections without a word and goes on listening. */
    public void dropConnections() {
        open.forEach(SmtpConversation::drop);
    }

    /** Tells all connections goodbye with 421, as a server does with idle clients, and closes them. */
    public void expireConnections() {
        open.forEach(SmtpConversation::expire);
    }

    /** Closes port and connections; afterwards nothing is accepted any more. */
    public void stop() {
        try {
            listener.socket().close();
            // A thread that waits in accept may still take one connection: wait until it has noticed.
            listener.acceptor().join(LONGEST_END.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
    }

    /** Listens again on the same port after {@link #stop()}. */
    public void start() {
        listener = listen(port());
    }

    @Override
    public void close() {
        stop();
    }

    SmtpServerOptions options() {
        return options;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    void heard(String command) {
        commands.add(command);
    }

    void accepted(Submission submission) {
        submissions.add(submission);
    }

    void loggedIn() {
        logins.incrementAndGet();
    }

    void answered() {
        flights.incrementAndGet();
    }

    void ended(SmtpConversation conversation) {
        open.remove(conversation);
    }

    private Listener listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            // Small, so that a client that is not listened to any more soon notices.
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Listener(socket, start("scripted-smtp-accept", () -> accept(socket)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                SmtpConversation conversation = new SmtpConversation(this, client, connections.incrementAndGet());
                open.add(conversation);
                start("scripted-smtp-" + client.getPort(), conversation);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static SSLContext context(SmtpServerOptions options) {
        return options.tls().orElseThrow(() -> new IllegalStateException("the server has no TLS context"));
    }
}
