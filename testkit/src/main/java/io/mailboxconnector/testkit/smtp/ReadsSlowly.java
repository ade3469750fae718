package io.mailboxconnector.testkit.smtp;

import java.util.concurrent.locks.LockSupport;

/** Takes a message in small portions with a pause after each, slower than the client writes. */
public record ReadsSlowly() implements Misbehaviour {

    private static final long PAUSE_NANOS = 200_000;

    @Override
    public boolean readsOn(long bytes) {
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }
}
