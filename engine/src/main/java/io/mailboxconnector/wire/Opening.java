package io.mailboxconnector.wire;

import org.jspecify.annotations.Nullable;

/**
 * The opening of one session, which another thread may abandon: the thread that connects or logs in then fails at once
 * instead of at its time-out.
 *
 * <p>Safe for use by any number of threads. A connect to a port with TLS from the first byte ends at its time-out all the
 * same.
 */
public final class Opening {

    private volatile boolean abandoned;
    private volatile @Nullable SessionSockets sockets;

    /**
     * The session is being opened on these sockets from now on.
     *
     * @param current its sockets
     */
    public void uses(SessionSockets current) {
        sockets = current;
        if (abandoned) {
            current.abort();
        }
    }

    /** Closes what is open and all that follows. Idempotent. */
    public void abandon() {
        abandoned = true;
        SessionSockets current = sockets;
        if (current != null) {
            current.abort();
        }
    }
}
