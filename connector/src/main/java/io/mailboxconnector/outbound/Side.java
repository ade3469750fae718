package io.mailboxconnector.outbound;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SubmissionUnknown;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection, reading or sending: its session is opened on first use and kept until it breaks.
 *
 * <p>A session that idled in the pool may have been dropped by the server. When that shows at the first use after the
 * connection was borrowed, nothing can have taken effect yet: the session is opened anew and the operation repeated, once.
 *
 * <p>Belongs to one thread at a time; {@link #session()} and {@link #close()} may be called from any thread.
 *
 * @param <S> the type of the session
 */
final class Side<S> {

    private final Supplier<S> opener;
    private final Predicate<S> isBroken;
    private final Consumer<S> closer;
    private final Consumer<ConnectionLost> onReopen;
    private volatile @Nullable S session;
    private boolean proven;
    private volatile boolean lost;

    /**
     * Creates a side that is not connected.
     *
     * @param opener connects
     * @param isBroken tells, without network traffic, that a session cannot be used any more
     * @param closer closes a session within a bounded time
     * @param onReopen hears of sessions that were dropped while they were idle
     */
    Side(Supplier<S> opener, Predicate<S> isBroken, Consumer<S> closer, Consumer<ConnectionLost> onReopen) {
        this.opener = opener;
        this.isBroken = isBroken;
        this.closer = closer;
        this.onReopen = onReopen;
    }

    /** The connection is in new hands: what is connected is not proven to live. */
    void borrowed() {
        proven = false;
    }

    <R> R use(Function<S, R> operation) {
        S current = session;
        if (current == null || proven) {
            return attempt(operation);
        }
        try {
            return proven(operation.apply(current));
        } catch (ConnectionLost dropped) {
            onReopen.accept(dropped);
            close();
            return attempt(operation);
        } catch (MailboxException e) {
            throw weighed(e, current);
        }
    }

    /** Whether a session broke in the middle of its work: the whole connection is to be given up. */
    boolean isLost() {
        return lost;
    }

    /** The open session; empty while none was needed. */
    Optional<S> session() {
        return Optional.ofNullable(session);
    }

    /** Closes the session, if there is one. Idempotent. */
    void close() {
        S current = session;
        session = null;
        if (current != null) {
            closer.accept(current);
        }
    }

    private <R> R attempt(Function<S, R> operation) {
        S current = session;
        if (current == null) {
            current = opener.get();
            session = current;
        }
        try {
            return proven(operation.apply(current));
        } catch (MailboxException e) {
            throw weighed(e, current);
        }
    }

    private <R> R proven(R result) {
        proven = true;
        return result;
    }

    private MailboxException weighed(MailboxException e, S current) {
        lost |= e instanceof ConnectionLost
                || e instanceof SubmissionUnknown
                || e instanceof MailboxUnavailable
                || isBroken.test(current);
        return e;
    }
}
