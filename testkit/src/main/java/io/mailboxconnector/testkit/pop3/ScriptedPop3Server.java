package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import javax.net.ssl.SSLContext;

/**
 * A small POP3 server on loopback that remembers what clients said and misbehaves as told. One session at a time gets the
 * maildrop, the next one is told that it is in use.
 *
 * <pre>{@code
 * try (ScriptedPop3Server server = ScriptedPop3Server.start(new Drops("QUIT"))) {
 *     String uidl = server.deliver("Subject: Hello\r\n\r\nWorld\r\n");
 *     ... connect to server.port() ...
 *     assertThat(server.commands("DELE")).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Any user with any password or token may log in until {@link #acceptLogins} says otherwise. Safe for any thread.
 */
public final class ScriptedPop3Server implements AutoCloseable {

    private static final long LONGEST_END_MILLIS = 5_000;
    private static final List<String> CAPABILITIES = List.of(
            "TOP",
            "UIDL",
            "RESP-CODES",
            "PIPELINING",
            "AUTH-RESP-CODE",
            "USER",
            "SASL PLAIN LOGIN XOAUTH2 OAUTHBEARER");

    private final List<Pop3Behaviour> behaviours;
    private final Optional<SSLContext> tls;
    private final boolean startTls;
    private final FakeMaildrop maildrop = new FakeMaildrop();
    private final List<Pop3Connection> connections = new CopyOnWriteArrayList<>();
    private final List<String> record = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket listener;
    private final Thread acceptor;
    private volatile BiPredicate<String, String> logins = (user, proof) -> true;

    private ScriptedPop3Server(List<Pop3Behaviour> behaviours, Optional<SSLContext> tls, boolean startTls) {
        this.behaviours = List.copyOf(behaviours);
        this.tls = tls;
        this.startTls = startTls;
        try {
            this.listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.acceptor = daemon("scripted-pop3-" + listener.getLocalPort(), this::accept);
    }

    /**
     * Starts a server without TLS.
     *
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedPop3Server start(Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.empty(), false);
    }

    /**
     * Starts a server with TLS from the first byte.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedPop3Server startTls(SSLContext tls, Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.of(tls), false);
    }

    /**
     * Starts a server that offers STLS.
     *
     * @param tls the context with the server's key
     * @param behaviours how it differs from a well-behaved one
     * @return the running server
     */
    public static ScriptedPop3Server startWithStls(SSLContext tls, Pop3Behaviour... behaviours) {
        return new ScriptedPop3Server(List.of(behaviours), Optional.of(tls), true);
    }

    /**
     * The port on {@code 127.0.0.1}.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
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
     * Delivers a mail, which the next session sees.
     *
     * @param mail the mail with CRLF line ends, encoded as UTF-8
     * @return its UIDL
     */
    public String deliver(String mail) {
        return maildrop.add(mail.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The mails that are there.
     *
     * @return their UIDLs in the order of arrival
     */
    public List<String> mails() {
        return maildrop.mails().stream().map(FakeMaildrop.Mail::uidl).toList();
    }

    /**
     * Takes the maildrop as the session of another client would.
     *
     * @return false when somebody has it
     */
    public boolean lockMaildrop() {
        return maildrop.lock();
    }

    /** Gives the maildrop back. */
    public void unlockMaildrop() {
        maildrop.unlock();
    }

    /**
     * Every command so far in the order of arrival over all connections; passwords and tokens are masked.
     *
     * @return a copy of the record
     */
    public List<String> commands() {
        return List.copyOf(record);
    }

    /**
     * The commands that begin with some words.
     *
     * @param prefix such as {@code RETR}
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

    /** Stops listening and closes all connections. Idempotent. */
    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join(LONGEST_END_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(Pop3Connection::drop);
    }

    List<Pop3Behaviour> behaviours() {
        return behaviours;
    }

    FakeMaildrop maildrop() {
        return maildrop;
    }

    boolean permits(String user, String proof) {
        return logins.test(user, proof);
    }

    Optional<SSLContext> tlsForStls() {
        return startTls ? tls : Optional.empty();
    }

    Set<String> capabilities(boolean secure) {
        Set<String> offered = new LinkedHashSet<>(CAPABILITIES);
        if (startTls && !secure) {
            offered.add("STLS");
        }
        behaviours.forEach(behaviour -> behaviour.capabilities(offered));
        return offered;
    }

    void recorded(String line) {
        record.add(line);
    }

    void closed(Pop3Connection connection) {
        connections.remove(connection);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                int number = accepted.incrementAndGet();
                daemon("scripted-pop3-" + listener.getLocalPort() + "-" + number, () -> serve(client, number));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client, int number) {
        Pop3Connection connection = new Pop3Connection(this, number, client);
        connections.add(connection);
        if (listener.isClosed()) {
            connection.drop();
        }
        connection.run(startTls ? Optional.empty() : tls);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
