package io.mailboxconnector.testkit.fault;

import io.mailboxconnector.testkit.mail.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on the loopback address and passes TCP on, until it is told to misbehave.
 *
 * <p>Safe for use by any number of threads. Its own threads are daemons and end with {@link #close()}.
 */
public final class FaultProxy implements AutoCloseable {

    private final int port = FreePort.any();
    private final int serverPort;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> hanging = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile Weather weather = Weather.FAIR;
    private volatile long cutAfter = ProxiedConnection.unlimited();
    private volatile @Nullable ServerSocket listener;
    private volatile @Nullable Thread acceptor;

    private FaultProxy(int serverPort) {
        this.serverPort = serverPort;
    }

    /**
     * Starts a proxy.
     *
     * @param serverPort where the server listens, or will listen
     * @return a proxy in fair weather
     */
    public static FaultProxy to(int serverPort) {
        FaultProxy proxy = new FaultProxy(serverPort);
        proxy.listen();
        return proxy;
    }

    /**
     * Where clients connect to.
     *
     * @return a port of the loopback address
     */
    public int port() {
        return port;
    }

    /**
     * Holds back each piece of up to 64 KiB, in each direction.
     *
     * @param oneWay for how long; a round trip takes twice as long
     */
    public synchronized void latency(Duration oneWay) {
        weather = weather.withLatency(oneWay);
    }

    /**
     * Swallows all traffic in both directions; connections stay open, new ones are accepted and get no answer.
     *
     * @param on whether to
     */
    public synchronized void blackHole(boolean on) {
        weather = weather.withBlackHole(on);
    }

    /**
     * Swallows the traffic of a connection for ever once it was silent for a while, as a firewall does that forgot it.
     *
     * @param silence how long, zero for never
     */
    public synchronized void dropIdleAfter(Duration silence) {
        weather = weather.withIdleDrop(silence);
    }

    /**
     * Ends every connection, open or new, with RST after so many more bytes from the server.
     *
     * @param bytes how many still get through
     */
    public void cutAfter(long bytes) {
        cutAfter = bytes;
        connections.forEach(connection -> connection.cutAfter(bytes));
    }

    /**
     * Refuses new connections as a server does that is down.
     *
     * @param on whether to
     */
    public void refuse(boolean on) {
        if (on) {
            stopListening();
        } else if (listener == null) {
            listen();
        }
    }

    /** Ends all connections with RST. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Ends all connections with FIN. */
    public void fin() {
        connections.forEach(ProxiedConnection::fin);
    }

    /** Fair weather for everything that is still open and for everything new. */
    public synchronized void clear() {
        weather = Weather.FAIR;
        cutAfter(ProxiedConnection.unlimited());
        refuse(false);
    }

    /**
     * How many connections were accepted, ever.
     *
     * @return the number
     */
    public int accepted() {
        return accepted.get();
    }

    /**
     * How often a client spoke after its server had spoken, on all connections: the flights. To be relied upon only with a
     * {@link #latency}, within which all that a client writes at a time is gathered.
     *
     * @return the number
     */
    public int turns() {
        return turns.get();
    }

    /**
     * How many connections are open.
     *
     * @return the number
     */
    public int open() {
        return connections.size();
    }

    private void listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = socket;
            Thread thread = new Thread(() -> acceptFrom(socket), "fault-proxy");
            thread.setDaemon(true);
            thread.start();
            acceptor = thread;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                passOn(socket.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void passOn(Socket client) throws IOException {
        accepted.incrementAndGet();
        if (weather.blackHole()) {
            hanging.add(client);
            return;
        }
        try {
            ProxiedConnection[] self = new ProxiedConnection[1];
            self[0] = new ProxiedConnection(
                    client,
                    serverPort,
                    () -> weather,
                    cutAfter,
                    turns::incrementAndGet,
                    () -> connections.remove(self[0]));
            connections.add(self[0]);
            self[0].start();
        } catch (IOException serverIsDown) {
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    private void stopListening() {
        ServerSocket socket = listener;
        listener = null;
        close(socket);
        // The port is open until the thread has left the system call that waits for clients.
        Thread accepting = acceptor;
        acceptor = null;
        if (accepting != null) {
            try {
                accepting.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(@Nullable Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops listening and ends all connections. Idempotent. */
    @Override
    public void close() {
        stopListening();
        fin();
        hanging.forEach(FaultProxy::close);
    }
}
