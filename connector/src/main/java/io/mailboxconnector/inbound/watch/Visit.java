package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.wire.Opening;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * What a watch does with one connection, from the login to its end: how mail is found, fetched and settled depends on the
 * protocol, how long to wait after a failure does not.
 *
 * <p>Belongs to the watch's thread, apart from {@link #wake()} and {@link #abort()}.
 */
public interface Visit extends AutoCloseable {

    /** Opens the connection of a visit. */
    @FunctionalInterface
    interface Opener {

        /**
         * Connects and logs in.
         *
         * @param opening by which another thread may abandon it
         * @param stopping whether the watch is to end
         * @return the visit, to be closed by the caller
         * @throws io.mailboxconnector.api.MailboxException when that fails or is abandoned
         */
        Visit open(Opening opening, BooleanSupplier stopping);
    }

    /** When the token of this login ends; {@link Instant#MAX} for a password. */
    Instant tokenExpiresAt();

    /** Finds out what there is and what is known of it from former lives. */
    void begin();

    /** Fetches, dispatches and settles until another connection is wanted, or the watch is to end. */
    void attend();

    /** Ends the current wait. Any thread. */
    void wake();

    /** Closes the connection under the visit, which then fails at once. Any thread. */
    void abort();

    /** Ends the connection. Idempotent, never throws. */
    @Override
    void close();
}
