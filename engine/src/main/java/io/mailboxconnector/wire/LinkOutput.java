package io.mailboxconnector.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What is written to a server: collected into blocks, each of which must be taken within the write time-out. A server that takes
 * nothing any more loses the connection. For one thread.
 */
public final class LinkOutput extends OutputStream {

    private static final int BLOCK = 32 * 1024;

    private final OutputStream out;
    private final SessionSockets sockets;
    private final Wire wire;
    private final Duration limit;
    private final byte[] block = new byte[BLOCK];
    private int filled;

    /**
     * Writes to the live connection of a session.
     *
     * @param sockets the session
     * @param wire the timers
     * @param limit for each block
     * @throws IOException when the session was aborted
     */
    public LinkOutput(SessionSockets sockets, Wire wire, Duration limit) throws IOException {
        this.out = sockets.current().getOutputStream();
        this.sockets = sockets;
        this.wire = wire;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == block.length) {
            pass();
        }
        block[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int next = offset;
        while (next < offset + length) {
            if (filled == block.length) {
                pass();
            }
            int part = Math.min(block.length - filled, offset + length - next);
            System.arraycopy(bytes, next, block, filled, part);
            filled += part;
            next += part;
        }
    }

    @Override
    public void flush() throws IOException {
        pass();
        out.flush();
    }

    private void pass() throws IOException {
        try (Deadline deadline = wire.deadline(limit, sockets::abort)) {
            out.write(block, 0, filled);
            filled = 0;
            if (deadline.isOver()) {
                throw new SocketTimeoutException("write timed out");
            }
        } catch (IOException e) {
            throw sockets.isAborted() && !(e instanceof SocketTimeoutException) ? timedOut(e) : e;
        }
    }

    private static IOException timedOut(IOException e) {
        SocketTimeoutException timedOut = new SocketTimeoutException("write timed out, or the session was aborted");
        timedOut.initCause(e);
        return timedOut;
    }
}
