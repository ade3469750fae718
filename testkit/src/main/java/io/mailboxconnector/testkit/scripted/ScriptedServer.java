package io.mailboxconnector.testkit.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small server on loopback that remembers what clients said. It keeps port and record when it is stopped and started again.
 *
 * <p>Safe for any thread.
 *
 * @param <C> its side of a connection
 */
public abstract class ScriptedServer<C extends Conversation> implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final String name;
    private final List<C> connections = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Listener listener;

    /** A port and the thread that accepts there. */
    private record Listener(ServerSocket socket, Thread acceptor) {}

    /**
     * Binds a free port; nobody is answered before {@link #listen}.
     *
     * @param name of its threads
     */
    protected ScriptedServer(String name) {
        this.name = name;
        this.listener = bind(0);
    }

    /**
     * Makes the server's side of a connection.
     *
     * @param client the connection
     * @param number 1 for the first one
     * @return what talks to the client
     * @throws IOException when the connection ended before there was anything to say
     */
    protected abstract C converse(Socket client, int number) throws IOException;

    /**
     * The port on {@code 127.0.0.1}; the same after a restart.
     *
     * @return the port
     */
    public final int port() {
        return listener.socket().getLocalPort();
    }

    /**
     * Every line that clients said, in the order of arrival over all connections. Passwords and tokens are masked.
     *
     * @return a copy of the record
     */
    public final List<String> commands() {
        return List.copyOf(commands);
    }

    /**
     * The lines that begin with some words.
     *
     * @param prefix the beginning, such as {@code UID FETCH}
     * @return a copy of that part of the record
     */
    public final List<String> commands(String prefix) {
        return commands.stream().filter(line -> line.startsWith(prefix)).toList();
    }

    /** Forgets the lines recorded so far. */
    public final void forgetCommands() {
        commands.clear();
    }

    /**
     * Adds to the record.
     *
     * @param line what a client said, without secrets
     */
    public final void recorded(String line) {
        commands.add(line);
    }

    /**
     * How many connections were accepted.
     *
     * @return the number, closed ones included
     */
    public final int acceptedConnections() {
        return accepted.get();
    }

    /** Counts accepted connections from zero. */
    protected final void forgetConnections() {
        accepted.set(0);
    }

    /**
     * How many connections are open.
     *
     * @return the number
     */
    public final int openConnections() {
        return connections.size();
    }

    /**
     * The connections that are open.
     *
     * @return a view, safe to walk through while connections come and go
     */
    protected final List<C> connections() {
        return connections;
    }

    /** Closes all connections without a word; new ones are accepted. */
    public final void dropConnections() {
        connections.forEach(Conversation::drop);
    }

    /** Listens, again on the same port after {@link #stop}. */
    public final void listen() {
        if (listener.socket().isClosed()) {
            listener = bind(port());
        }
        listener.acceptor().start();
    }

    /** Stops listening and closes all connections. Idempotent. */
    public void stop() {
        try {
            listener.socket().close();
            // The thread that waits for clients may still take one, and the system holds the port until it has noticed.
            listener.acceptor().join(LONGEST_END.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
    }

    /** Stops for good. Idempotent. */
    @Override
    public final void close() {
        stop();
    }

    private Listener bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            // Small, so that a client that is not listened to any more soon notices.
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Listener(socket, daemon("accept", () -> accept(socket)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                int number = accepted.incrementAndGet();
                daemon(String.valueOf(number), () -> serve(client, number, socket))
                        .start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client, int number, ServerSocket origin) {
        C connection;
        try {
            connection = converse(client, number);
        } catch (IOException ended) {
            return;
        }
        connections.add(connection);
        if (origin.isClosed()) {
            connection.drop();
        }
        try {
            connection.run();
        } finally {
            connections.remove(connection);
        }
    }

    private Thread daemon(String task, Runnable work) {
        Thread thread = new Thread(work, "scripted-" + name + "-" + task);
        thread.setDaemon(true);
        return thread;
    }
}
