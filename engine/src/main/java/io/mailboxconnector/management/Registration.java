package io.mailboxconnector.management;

/** What ends the registration of an MBean. Safe for any thread. */
public interface Registration extends AutoCloseable {

    /** Of what is not registered: does nothing. */
    Registration NONE = () -> {};

    /** Ends it. Idempotent, never throws. */
    @Override
    void close();
}
