package io.mailboxconnector.management;

/** What ends a registration. Safe for any thread. */
public interface Registration extends AutoCloseable {

    /** Nothing was registered. */
    Registration NONE = () -> {};

    /** Ends it. Idempotent, never throws. */
    @Override
    void close();
}
