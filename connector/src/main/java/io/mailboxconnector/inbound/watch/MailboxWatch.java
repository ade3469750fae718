package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.wire.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The loop that owns a folder or a maildrop: connects, leaves the work to a {@link Visit}, and connects again after any failure
 * whatever, for ever. The only owner of its connection.
 *
 * <pre>
 *              connected                 failed, or token ends
 *  CONNECTING ───────────► WATCHING ───────────────────────────► PAUSING
 *      ▲  │ failed                                                 ▲  │
 *      │  └────────────────────────────────────────────────────────┘  │
 *      └───────────────────────────── pause over ─────────────────────┘
 *                      any state ── stop ──► STOPPED
 * </pre>
 *
 * <p>Runs on one thread; {@link #wake()} and {@link #stop} may be called from any.
 */
public final class MailboxWatch implements Runnable {

    /** The states. */
    enum State {
        /** Opening a connection. */
        CONNECTING,
        /** Mail is found, fetched and settled; for a maildrop also the rest between two sessions. */
        WATCHING,
        /** Between two connections. */
        PAUSING,
        /** For good. */
        STOPPED
    }

    /** Connections that live shorter than this are not followed by another one at once. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private static final Duration AFTER_AN_UNTOLD_FAILURE = Duration.ofSeconds(5);

    private final Visit.Opener visits;
    private final DeliveryBoard board;
    private final Clock steady;
    private final Outage outage;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private boolean endedWell;
    private volatile State state = State.PAUSING;
    private volatile Opening opening = new Opening();
    private volatile @Nullable Visit visit;

    /**
     * Creates a watch; nothing is started.
     *
     * @param watched what is watched, for messages
     * @param visits opens the connections
     * @param board where mails are put
     * @param steady the clock of what is waited for, which nobody sets
     */
    public MailboxWatch(String watched, Visit.Opener visits, DeliveryBoard board, Clock steady) {
        this.visits = visits;
        this.board = board;
        this.steady = steady;
        this.outage = new Outage(watched, steady, RandomGenerator.getDefault());
    }

    @Override
    public void run() {
        while (!isStopping()) {
            pause(watchOnceWhateverHappens());
        }
        if (endedWell && board.hasSettlements()) {
            // A maildrop was at rest when the end came: what is decided is still to be written.
            watchOnce();
        }
        state = State.STOPPED;
        board.health().stopped();
    }

    /** Ends the current wait, so that the loop looks at the board again. Any thread. */
    public void wake() {
        board.nudge();
        Visit current = visit;
        if (current != null) {
            current.wake();
        }
    }

    /** Asks the loop to write what is settled and to end. Any thread. */
    public void stop() {
        stopping.countDown();
        wake();
        if (!board.hasSettlements()) {
            opening.abandon();
        }
    }

    /** Closes the connection under the loop, which then ends at once. Any thread. */
    public void abort() {
        opening.abandon();
        Visit current = visit;
        if (current != null) {
            current.abort();
        }
    }

    /** A failure that cannot even be told, as for want of memory, would end the watch like any other. */
    private Duration watchOnceWhateverHappens() {
        try {
            return watchOnce();
        } catch (Throwable untold) {
            // Whoever tells nothing now may be able to when it fails again.
            return AFTER_AN_UNTOLD_FAILURE;
        }
    }

    /** The life of one connection; gives the pause that shall follow. */
    private Duration watchOnce() {
        transition(State.PAUSING, State.CONNECTING);
        Instant connectedAt = steady.instant();
        endedWell = false;
        try (Visit opened = connect()) {
            visit = opened;
            opened.begin();
            transition(State.CONNECTING, State.WATCHING);
            outage.over();
            board.health().watching(opened.tokenExpiresAt());
            opened.attend();
            endedWell = true;
            return lifeOf(connectedAt).compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : Duration.ZERO;
        } catch (Throwable failure) {
            // Errors and defects included: a watch that ends here would be deaf for ever, and nobody would know.
            boolean routine = state == State.WATCHING && outage.isRoutine(failure, lifeOf(connectedAt));
            if (routine || isStopping()) {
                return lifeOf(connectedAt).compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : Duration.ZERO;
            }
            board.health().failed(String.valueOf(failure instanceof MailboxException ? failure.getMessage() : failure));
            return outage.failed(failure);
        } finally {
            visit = null;
            state = State.PAUSING;
        }
    }

    private Duration lifeOf(Instant connectedAt) {
        return Duration.between(connectedAt, steady.instant());
    }

    private Visit connect() {
        Opening current = new Opening();
        opening = current;
        if (isStopping() && !board.hasSettlements()) {
            // The stop came just before this opening could be seen.
            current.abandon();
        }
        Visit opened = visits.open(current, this::isStopping);
        opening = new Opening();
        return opened;
    }

    private void pause(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody but a stopping container interrupts this thread.
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void transition(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("a watch that is " + state + " cannot become " + to);
        }
        state = to;
    }
}
