package io.mailboxconnector.testkit.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One connection through the proxy: two threads, one for each direction.
 *
 * <p>Threads: the faults may be caused by any.
 */
final class ProxiedConnection {

    private static final int PIECE = 65_536;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Socket client;
    private final Socket server;
    private final Supplier<Weather> weather;
    private final Runnable onTurn;
    private final Runnable onEnd;
    private final AtomicLong bytesUntilCut;
    private final AtomicBoolean forgotten = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean serverSpoke = new AtomicBoolean();
    private volatile long lastTraffic = System.nanoTime();

    ProxiedConnection(
            Socket client, int serverPort, Supplier<Weather> weather, long cutAfter, Runnable onTurn, Runnable onEnd)
            throws IOException {
        this.client = client;
        this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        this.weather = weather;
        this.onTurn = onTurn;
        this.onEnd = onEnd;
        this.bytesUntilCut = new AtomicLong(cutAfter);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    static long unlimited() {
        return UNLIMITED;
    }

    void start() {
        startThread("fault-proxy-up", () -> pump(client, server, false));
        startThread("fault-proxy-down", () -> pump(server, client, true));
    }

    private static void startThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, boolean isDown) {
        byte[] piece = new byte[PIECE];
        try {
            for (int length = from.getInputStream().read(piece);
                    length >= 0;
                    length = from.getInputStream().read(piece)) {
                countTurn(isDown);
                if (isSwallowed()) {
                    continue;
                }
                holdBack();
                if (isDown && length >= bytesUntilCut.get()) {
                    to.getOutputStream().write(piece, 0, (int) bytesUntilCut.get());
                    reset();
                    return;
                }
                to.getOutputStream().write(piece, 0, length);
                if (isDown && bytesUntilCut.get() != UNLIMITED) {
                    bytesUntilCut.addAndGet(-length);
                }
            }
            if (!isSwallowed()) {
                fin();
            }
        } catch (IOException broken) {
            reset();
        }
    }

    private void countTurn(boolean isDown) {
        if (isDown) {
            serverSpoke.set(true);
        } else if (serverSpoke.compareAndSet(true, false)) {
            onTurn.run();
        }
    }

    /** Whether what comes now goes nowhere; a connection that was silent for too long is not known any more. */
    private boolean isSwallowed() {
        Weather now = weather.get();
        long silence = System.nanoTime() - lastTraffic;
        lastTraffic = System.nanoTime();
        if (!now.idleDrop().isZero() && silence > now.idleDrop().toNanos()) {
            forgotten.set(true);
        }
        return now.blackHole() || forgotten.get();
    }

    private void holdBack() {
        long until = System.nanoTime() + weather.get().latency().toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    void cutAfter(long bytes) {
        bytesUntilCut.set(bytes);
    }

    /** Ends it so that both sides hear RST. */
    void reset() {
        end(true);
    }

    /** Ends it so that both sides hear FIN. */
    void fin() {
        end(false);
    }

    private void end(boolean hard) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        end(client, hard);
        end(server, hard);
        onEnd.run();
    }

    private static void end(Socket socket, boolean hard) {
        try (socket) {
            socket.setSoLinger(hard, 0);
        } catch (IOException gone) {
            // It is what was wanted.
            assert socket.isClosed();
        }
    }
}
