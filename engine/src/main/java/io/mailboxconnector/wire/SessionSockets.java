package io.mailboxconnector.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one protocol session: makes them with keep-alive and without delay, TLS at least 1.2, and remembers them, so
 * that another thread can close them at once.
 *
 * <p>Safe for use by any number of threads. Host names are verified by the protocol that uses the sockets.
 */
public final class SessionSockets {

    private final SocketFactory plain = new PlainSockets(this);
    private final SSLSocketFactory secure;
    private final ReentrantLock lock = new ReentrantLock();

    /** The sockets below TLS, in the order in which they were made; guarded by {@link #lock}. */
    private final List<Socket> open = new ArrayList<>();

    /** Guarded by {@link #lock}. */
    private boolean aborted;

    /** The socket that the protocol speaks over, TLS included; guarded by {@link #lock}. */
    private @Nullable Socket current;

    /**
     * Creates factories for one session; connects nothing.
     *
     * @param tls the TLS context of the account
     */
    public SessionSockets(SSLContext tls) {
        this.secure = new SecureSockets(this, tls.getSocketFactory());
    }

    /**
     * The factory for plain sockets, also for the ones that STARTTLS protects later.
     *
     * @return the factory
     */
    public SocketFactory plain() {
        return plain;
    }

    /**
     * The factory that puts TLS on a connected socket, or connects and puts TLS on at once.
     *
     * @return the factory
     */
    public SSLSocketFactory secure() {
        return secure;
    }

    /**
     * Makes a Jakarta Mail protocol use these sockets and nothing else: without the switched-off fall-back it would try again
     * with sockets of its own, and with the JVM's trust, whenever a connect or a handshake fails.
     *
     * @param properties the properties of the mail session
     * @param prefix the prefix of the protocol, such as {@code mail.imap}
     */
    public void applyTo(Properties properties, String prefix) {
        properties.put(prefix + ".socketFactory", plain);
        properties.put(prefix + ".ssl.socketFactory", secure);
        properties.setProperty(prefix + ".socketFactory.fallback", "false");
    }

    /**
     * Closes the connection below TLS at once, without a farewell that could block, and every one that is made from now on. A
     * thread that reads or writes gets a {@link SocketException}. Any thread; idempotent. A connect to a server with implicit
     * TLS that is still under way ends by itself within the connect time-out.
     */
    public void abort() {
        List<Socket> doomed;
        lock.lock();
        try {
            aborted = true;
            doomed = List.copyOf(open);
            open.clear();
        } finally {
            lock.unlock();
        }
        doomed.forEach(SessionSockets::closeAtOnce);
    }

    /**
     * Whether {@link #abort()} was called.
     *
     * @return true after an abort
     */
    public boolean isAborted() {
        lock.lock();
        try {
            return aborted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes how long a read on the live connection waits. A read that waits already keeps its old limit.
     *
     * @param limit the limit; zero waits without end
     * @throws SocketException when the connection is closed
     */
    public void setReadTimeout(Duration limit) throws SocketException {
        int millis = millis(limit);
        lock.lock();
        try {
            if (aborted) {
                throw new SocketException("Session aborted");
            }
            for (Socket socket : open) {
                if (!socket.isClosed()) {
                    socket.setSoTimeout(millis);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The live connection as the protocol sees it: what is written to it is protected when the session is.
     *
     * @return the socket that was made last
     * @throws SocketException when there is none, or the session was aborted
     */
    public Socket current() throws SocketException {
        lock.lock();
        try {
            if (aborted || current == null) {
                throw new SocketException("Session aborted");
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** TLS was put on a socket of this session. */
    void secured(Socket socket) {
        lock.lock();
        try {
            current = socket;
        } finally {
            lock.unlock();
        }
    }

    /** Prepares a socket and remembers it; closes it and refuses when the session was aborted meanwhile. */
    void adopt(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        socket.setTcpNoDelay(true);
        lock.lock();
        try {
            if (!aborted) {
                open.removeIf(Socket::isClosed);
                if (!open.contains(socket)) {
                    open.add(socket);
                    current = socket;
                }
                return;
            }
        } finally {
            lock.unlock();
        }
        closeAtOnce(socket);
        throw new SocketException("Session aborted");
    }

    private static int millis(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("A limit must not be negative: " + limit);
        }
        if (limit.isZero()) {
            return 0;
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }

    private static void closeAtOnce(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            WireLog.LOG.closeFailed(e);
        }
    }
}
