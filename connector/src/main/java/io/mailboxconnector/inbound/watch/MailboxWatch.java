package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.IdleOutcome;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.InboundMessages;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.tally.Tally;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The loop that owns a folder: connects, catches up, waits in IDLE, writes settlements, and connects again after any
 * failure whatever, for ever. The only owner of its connection.
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
        /** The folder is selected; mail is found, fetched and settled. */
        WATCHING,
        /** Between two connections. */
        PAUSING,
        /** For good. */
        STOPPED
    }

    /** How long settlements may gather while deliveries go on. */
    private static final Duration GATHER = Duration.ofSeconds(1);

    /** Connections that live shorter than this are not followed by another one at once. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private final InboundSettings settings;
    private final BiFunction<AccountSettings, Opening, ImapSession> opener;
    private final DeliveryBoard board;
    private final Dispatcher dispatcher;
    private final Durability durability;
    private final Clock told;
    private final Clock steady;
    private final Outage outage;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile State state = State.PAUSING;
    private volatile Opening opening = new Opening();
    private volatile @Nullable ImapSession session;

    /**
     * Creates a watch; nothing is started.
     *
     * @param settings what the activation says
     * @param opener opens connections
     * @param board where mails are put
     * @param dispatcher starts deliveries
     * @param durability what outlives the process
     * @param told the clock by which tokens end
     * @param steady the clock of what is waited for, which nobody sets
     */
    public MailboxWatch(
            InboundSettings settings,
            BiFunction<AccountSettings, Opening, ImapSession> opener,
            DeliveryBoard board,
            Dispatcher dispatcher,
            Durability durability,
            Clock told,
            Clock steady) {
        this.settings = settings;
        this.opener = opener;
        this.board = board;
        this.dispatcher = dispatcher;
        this.durability = durability;
        this.told = told;
        this.steady = steady;
        this.outage = new Outage(settings.watched(), steady, RandomGenerator.getDefault());
    }

    @Override
    public void run() {
        while (!isStopping()) {
            Duration pause = watchOnce();
            pause(pause);
        }
        state = State.STOPPED;
        board.health().stopped();
    }

    /** Ends the current wait, so that the loop looks at the board again. Any thread. */
    public void wake() {
        board.nudge();
        ImapSession current = session;
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
        ImapSession current = session;
        if (current != null) {
            current.abort();
        }
    }

    /** The life of one connection; gives the pause that shall follow. */
    private Duration watchOnce() {
        transition(State.PAUSING, State.CONNECTING);
        Instant connectedAt = steady.instant();
        try (ImapSession opened = connect()) {
            session = opened;
            FolderState folder = open(opened);
            Finder finder = new Finder(settings, opened, folder, board, durability);
            finder.open();
            Tally tally = Tally.of(settings, opened, folder, board, durability);
            tally.open(finder.keyOf(1));
            transition(State.CONNECTING, State.WATCHING);
            outage.over();
            board.health().watching(opened.tokenExpiresAt());
            watch(opened, finder, tally);
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
            session = null;
            state = State.PAUSING;
        }
    }

    private Duration lifeOf(Instant connectedAt) {
        return Duration.between(connectedAt, steady.instant());
    }

    private ImapSession connect() {
        Opening current = new Opening();
        opening = current;
        if (isStopping()) {
            // The stop came just before this opening could be seen.
            current.abandon();
        }
        ImapSession opened = opener.apply(settings.account().account(), current);
        opening = new Opening();
        return opened;
    }

    private FolderState open(ImapSession opened) {
        FolderState folder = opened.select(settings.folder());
        requireFlag(folder, "afterDelivery", settings.afterDelivery());
        requireFlag(folder, "onFailure", settings.onFailure(""));
        int forgotten = board.open(folder.uidValidity());
        if (forgotten > 0) {
            InboundLog.LOG.renumbered(settings.watched(), forgotten);
        }
        return folder;
    }

    /** A flag that the server forgets would not keep mails from being delivered again and again. */
    private void requireFlag(FolderState folder, String property, Settlement settlement) {
        String flag = settlement instanceof Settlement.Flag keyword
                ? keyword.keyword()
                : settlement instanceof Settlement.MarkSeen ? "\\Seen" : "";
        if (!flag.isEmpty() && !folder.keeps(flag)) {
            throw InboundMessages.MESSAGES.flagNotKept(settings.watched(), flag, property);
        }
    }

    private void watch(ImapSession opened, Finder finder, Tally tally) {
        Intake intake = new Intake(settings, opened, finder, board, tally);
        Settler settler = new Settler(settings, opened, board, tally, finder);
        Retirement retirement = Retirement.of(opened.tokenExpiresAt(), told.instant(), steady.instant());
        Instant pollAt = steady.instant();
        boolean look = true;
        IdleOutcome outcome = IdleOutcome.WOKEN;
        boolean inDoubt = false;
        while (true) {
            boolean last = isStopping();
            if (board.hasSettlements()) {
                inDoubt |= settler.settle(last ? Duration.ZERO : GATHER);
            }
            tally.note();
            Instant now = steady.instant();
            if (last || retirement.isDue(now, board.isQuiet())) {
                return;
            }
            // Where the answers to the settlements do not tell what the selection no longer has, a look does, once all
            // is quiet.
            boolean reconcile = inDoubt && board.isQuiet();
            // Old mail may be selected again when its flags were changed; only a look finds it.
            look |= outcome == IdleOutcome.CHANGED && (!intake.takeNew() || opened.takeFlagsChanged());
            if (look || reconcile || isPast(pollAt, now) || isPast(nextRedelivery(), now)) {
                intake.look();
                pollAt = now.plus(settings.pollInterval());
                inDoubt &= !reconcile;
            }
            intake.refill();
            dispatcher.dispatch();
            look = false;
            outcome = awaitNews(opened, intake, earliest(pollAt, retirement.next(now)));
        }
    }

    /** Waits for room when mails wait already, for outcomes that come soon, else in IDLE for new ones. */
    private IdleOutcome awaitNews(ImapSession opened, Intake intake, Instant until) {
        if (board.hasSettlements()) {
            return IdleOutcome.WOKEN;
        }
        Instant due = earliest(until, nextRedelivery());
        Instant wanted = earliest(due, dispatcher.nextAttempt().orElse(Instant.MAX));
        Duration limit = Duration.between(steady.instant(), wanted);
        if (limit.isNegative() || limit.isZero()) {
            return IdleOutcome.WOKEN;
        }
        Duration bounded = limit.compareTo(settings.idleRenewal()) < 0 ? limit : settings.idleRenewal();
        if (intake.hasBacklog()) {
            board.awaitRoomOrSettlements(bounded);
            return IdleOutcome.WOKEN;
        }
        Duration soon = bounded.compareTo(GATHER) < 0 ? bounded : GATHER;
        boolean running = !board.isQuiet() && dispatcher.nextAttempt().isEmpty();
        if (running && board.awaitOutcome(soon)) {
            // Cheaper than to be called out of an IDLE at once.
            return IdleOutcome.WOKEN;
        }
        return opened.idle(bounded);
    }

    /** When the next redelivery is due and can be fetched: without room nothing can. */
    private Instant nextRedelivery() {
        return board.room() > 0 ? board.nextDue().orElse(Instant.MAX) : Instant.MAX;
    }

    private void pause(Duration pause) {
        try {
            if (!pause.isZero()) {
                stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Nobody but a stopping container interrupts this thread.
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static boolean isPast(Instant instant, Instant now) {
        return !now.isBefore(instant);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void transition(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("a watch that is " + state + " cannot become " + to);
        }
        state = to;
    }
}
