package io.mailboxconnector.outbound;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.SubmissionUnknown;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection, reading or sending: its session is opened on first use and kept until it breaks.
 *
 * <p>A session that idled in the pool may have been dropped by the server. That shows at the very first command after the
 * connection was borrowed. When this command is lost, the session is opened anew and the operation repeated, once; when a
 * later one is lost, the session did live, so there is nothing to mend in silence, and what the commands before it did is done.
 *
 * <p>Whoever loses the first command cannot know whether the server executed it. So only those operations are repeated
 * ({@link #use}) whose first command may be executed twice: searching, fetching, setting and clearing flags; and sending,
 * which begins with {@code MAIL}, far from the content. All others, such as moving, which may begin with {@code UID COPY},
 * are done at most once ({@link #useOnce}).
 *
 * <p>A session whose time is over ({@link Retirement}) is replaced before the next operation, never within one.
 *
 * <p>Closing a side is for good: no session is opened afterwards, and one that was being opened meanwhile is closed.
 *
 * <p>A session whose protocol object was given to the application may have been changed by it in ways that nobody sees, so it
 * does not survive the end of the borrowing.
 *
 * <p>Belongs to one thread at a time; {@link #session()}, {@link #returned()} and {@link #close()} may be called from any
 * thread.
 *
 * @param <S> the type of the session
 */
final class Side<S> {

    private final Supplier<S> opener;
    private final Predicate<S> isBroken;
    private final Retirement<S> retirement;
    private final ToLongFunction<S> commandCount;
    private final Consumer<S> closer;
    private final Consumer<ConnectionLost> onReopen;
    private final Supplier<? extends MailboxException> closedFault;
    private final AtomicReference<@Nullable S> session = new AtomicReference<>();
    private volatile boolean closed;
    private volatile boolean unwrapped;
    /** The number of the command that shows whether the session was dropped while it idled; 0 for one that did not idle. */
    private long firstCommand;

    private volatile boolean lost;

    /**
     * Creates a side that is not connected.
     *
     * @param opener connects
     * @param isBroken tells, without network traffic, that a session cannot be used any more
     * @param retirement tells when a session has been used for long enough
     * @param commandCount tells how many commands a session has sent
     * @param closer closes a session within a bounded time
     * @param onReopen hears of sessions that were dropped while they were idle
     * @param closedFault what is thrown when a session is needed of a side that was closed
     */
    Side(
            Supplier<S> opener,
            Predicate<S> isBroken,
            Retirement<S> retirement,
            ToLongFunction<S> commandCount,
            Consumer<S> closer,
            Consumer<ConnectionLost> onReopen,
            Supplier<? extends MailboxException> closedFault) {
        this.opener = opener;
        this.isBroken = isBroken;
        this.retirement = retirement;
        this.commandCount = commandCount;
        this.closer = closer;
        this.onReopen = onReopen;
        this.closedFault = closedFault;
    }

    /** The connection is in new hands: what is connected has idled. */
    void borrowed() {
        S current = session.get();
        firstCommand = current == null ? 0 : commandCount.applyAsLong(current) + 1;
    }

    /** Does something whose first command may be executed twice. */
    <R> R use(Function<S, R> operation) {
        S current = fresh();
        if (current == null) {
            return useOnce(operation);
        }
        try {
            retirement.used();
            return operation.apply(current);
        } catch (ConnectionLost dropped) {
            if (closed || commandCount.applyAsLong(current) > firstCommand) {
                throw weighed(dropped, current);
            }
            onReopen.accept(dropped);
            drop();
            return useOnce(operation);
        } catch (MailboxException e) {
            throw weighed(e, current);
        }
    }

    /** Does something that must not be repeated. */
    <R> R useOnce(Function<S, R> operation) {
        S current = fresh();
        if (current == null) {
            current = opened();
        }
        try {
            retirement.used();
            return operation.apply(current);
        } catch (MailboxException e) {
            throw weighed(e, current);
        }
    }

    /** Gives the application a protocol object of the session. */
    <T> T unwrap(Function<S, T> protocolObject) {
        unwrapped = true;
        return use(protocolObject);
    }

    /** The connection goes back: what the application may have changed does not. */
    void returned() {
        if (unwrapped) {
            unwrapped = false;
            drop();
        }
    }

    /** Whether a session broke in the middle of its work: the whole connection is to be given up. */
    boolean isLost() {
        return lost;
    }

    /** The open session; empty while none was needed. */
    Optional<S> session() {
        return Optional.ofNullable(session.get());
    }

    /** Closes the session, if there is one, for good. Idempotent. */
    void close() {
        closed = true;
        drop();
    }

    /** The open session, unless its time is over: then it is closed, for another one to take its place. */
    private @Nullable S fresh() {
        S current = session.get();
        if (current == null || unwrapped || !retirement.isDue(current)) {
            return current;
        }
        drop();
        return null;
    }

    private void drop() {
        S current = session.getAndSet(null);
        if (current != null) {
            closer.accept(current);
        }
    }

    private S opened() {
        if (closed) {
            throw closedFault.get();
        }
        S opened = opener.get();
        firstCommand = 0;
        retirement.opened();
        session.set(opened);
        // Not before: whoever closes the side after this look finds the session.
        if (closed) {
            drop();
            throw closedFault.get();
        }
        return opened;
    }

    private MailboxException weighed(MailboxException e, S current) {
        lost |= e instanceof ConnectionLost
                || e instanceof SubmissionUnknown
                || e instanceof MailboxUnavailable
                || isBroken.test(current);
        return e;
    }
}
