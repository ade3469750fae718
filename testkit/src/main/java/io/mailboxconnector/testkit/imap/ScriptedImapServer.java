package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A small IMAP server on loopback that remembers what clients said and misbehaves as told.
 *
 * <pre>{@code
 * try (ScriptedImapServer server = ScriptedImapServer.start(new DropsDuringIdle())) {
 *     long uid = server.deliver("Subject: Hello\r\n\r\nWorld\r\n");
 *     ... connect to server.port() ...
 *     assertThat(server.commands("IDLE")).hasSize(2);
 * }
 * }</pre>
 *
 * <p>Any user with any password or token may log in until {@link #acceptLogins} says otherwise. {@link #stop} and
 * {@link #restart} keep port, mailbox and record.
 *
 * <p>Safe for any thread.
 */
public final class ScriptedImapServer implements AutoCloseable {

    private static final Instant FIRST_ARRIVAL = Instant.parse("2026-01-02T03:04:05Z");
    private static final String[] CAPABILITIES = {
        "IMAP4REV1", "SASL-IR", "AUTH=XOAUTH2", "AUTH=PLAIN", "IDLE", "MOVE", "UIDPLUS", "ID", "NAMESPACE", "LITERAL+"
    };

    private final List<ImapBehaviour> behaviours;
    private final @Nullable SSLContext tls;
    private final boolean startTls;
    private final FakeMailbox mailbox = new FakeMailbox();
    private final List<ImapConnection> connections = new CopyOnWriteArrayList<>();
    private final List<String> record = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private volatile BiPredicate<String, String> logins = (user, proof) -> true;
    private volatile Thread acceptor = new Thread("not listening yet");
    private volatile ServerSocket listener;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    private ScriptedImapServer(List<ImapBehaviour> behaviours, @Nullable SSLContext tls, boolean startTls) {
        this.behaviours = List.copyOf(behaviours);
        this.tls = tls;
        this.startTls = startTls;
        this.listener = listen(0);
    }

    /**
     * Starts a server without TLS.
     *
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer start(ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), null, false);
    }

    /**
     * Starts a server with TLS from the first byte.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer startTls(SSLContext tls, ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), tls, false);
    }

    /**
     * Starts a server that offers STARTTLS.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedImapServer startWithStartTls(SSLContext tls, ImapBehaviour... behaviours) {
        return new ScriptedImapServer(List.of(behaviours), tls, true);
    }

    /**
     * The port on {@code 127.0.0.1}; the same after a restart.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The mailbox behind the server.
     *
     * @return the mailbox
     */
    public FakeMailbox mailbox() {
        return mailbox;
    }

    /**
     * Decides on logins from now on.
     *
     * @param decision takes user and password or token
     */
    public void acceptLogins(BiPredicate<String, String> decision) {
        logins = decision;
    }

    /**
     * Delivers a mail to the inbox and tells idle clients at once.
     *
     * @param mail the mail with CRLF line ends, encoded as UTF-8
     * @return its UID
     */
    public long deliver(String mail) {
        return deliver("INBOX", mail.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    /**
     * Delivers a mail to a folder and tells idle clients at once.
     *
     * @param folder the full name of an existing folder
     * @param mail the mail
     * @param flags its flags
     * @return its UID
     */
    public long deliver(String folder, byte[] mail, Collection<String> flags) {
        Instant arrival = FIRST_ARRIVAL.plusSeconds(arrivals.getAndIncrement());
        long uid = mailbox.folder(folder).add(arrival, mail, flags).uid();
        push();
        return uid;
    }

    /**
     * Removes mails, as another client would, and tells idle clients at once.
     *
     * @param folder the full name of an existing folder
     * @param uids the UIDs
     */
    public void expunge(String folder, Collection<Long> uids) {
        mailbox.folder(folder).remove(Set.copyOf(uids));
        push();
    }

    /**
     * Every command so far without its tag, in the order of arrival over all connections; also {@code DONE} and the
     * lines that continue a login. Passwords and tokens are masked.
     *
     * @return a copy of the record
     */
    public List<String> commands() {
        return List.copyOf(record);
    }

    /**
     * The commands that begin with some words.
     *
     * @param prefix such as {@code UID FETCH}
     * @return a copy of that part of the record
     */
    public List<String> commands(String prefix) {
        return record.stream().filter(line -> line.startsWith(prefix)).toList();
    }

    /** Forgets the commands recorded so far. */
    public void forgetCommands() {
        record.clear();
    }

    /**
     * How many connections were accepted since the start.
     *
     * @return the number, closed ones included
     */
    public int acceptedConnections() {
        return accepted.get();
    }

    /**
     * How many connections are open.
     *
     * @return the number
     */
    public int openConnections() {
        return connections.size();
    }

    /**
     * How many clients are idle.
     *
     * @return the number
     */
    public int idleConnections() {
        return (int) connections.stream().filter(ImapConnection::isIdle).count();
    }

    /** Closes all connections without a word; new ones are accepted. */
    public void dropConnections() {
        connections.forEach(ImapConnection::drop);
    }

    /**
     * Sends a line to all connections at once.
     *
     * @param line without line end
     */
    public void broadcast(String line) {
        for (ImapConnection connection : connections) {
            try {
                connection.send(line);
            } catch (IOException gone) {
                connection.drop();
            }
        }
    }

    /** Stops listening and closes all connections. */
    public void stop() {
        stopped.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitPortFree();
        dropConnections();
    }

    /** Starts again on the same port after {@link #stop}; stops before when necessary. */
    public void restart() {
        int port = port();
        stop();
        stopped = new CountDownLatch(1);
        listener = listen(port);
    }

    /** The system holds the port until the thread that waited for clients has noticed the end. */
    private void awaitPortFree() {
        try {
            acceptor.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops for good. Idempotent. */
    @Override
    public void close() {
        stop();
    }

    List<ImapBehaviour> behaviours() {
        return behaviours;
    }

    boolean permits(String user, String proof) {
        return logins.test(user, proof);
    }

    @Nullable
    SSLContext tlsForStart() {
        return startTls ? tls : null;
    }

    Set<String> capabilities(boolean secure) {
        Set<String> offered = new LinkedHashSet<>(List.of(CAPABILITIES));
        if (startTls && !secure) {
            offered.add("STARTTLS");
        }
        behaviours.forEach(behaviour -> behaviour.capabilities(offered));
        return offered;
    }

    CountDownLatch stopped() {
        return stopped;
    }

    void recorded(String line) {
        record.add(line);
    }

    void closed(ImapConnection connection) {
        connections.remove(connection);
    }

    /** Tells idle clients about changes of their folder. */
    void push() {
        connections.forEach(ImapConnection::push);
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            acceptor = daemon("scripted-imap-" + socket.getLocalPort(), () -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                int number = accepted.incrementAndGet();
                daemon(
                        String.format(Locale.ROOT, "scripted-imap-%d-%d", socket.getLocalPort(), number),
                        () -> serve(client, number, socket));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client, int number, ServerSocket origin) {
        ImapConnection connection;
        try {
            connection = new ImapConnection(this, number, secured(client));
        } catch (IOException handshakeFailed) {
            return;
        }
        connections.add(connection);
        if (origin.isClosed()) {
            connection.drop();
        }
        connection.run();
    }

    private Socket secured(Socket client) throws IOException {
        return tls == null || startTls ? client : ImapConnection.overTls(tls, client);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** All folders' names, for LIST. */
    List<String> folderNames() {
        return new ArrayList<>(mailbox.folderNames());
    }
}
