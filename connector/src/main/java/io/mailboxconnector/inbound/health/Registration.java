package io.mailboxconnector.inbound.health;

/** What ends a registration. Safe for any thread. */
public interface Registration extends AutoCloseable {

    /** Ends it. Idempotent, never throws. */
    @Override
    void close();
}
