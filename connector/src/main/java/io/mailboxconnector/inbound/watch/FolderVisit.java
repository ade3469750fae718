package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.IdleOutcome;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.InboundMessages;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.tally.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a folder by IMAP: catches up, waits in IDLE, writes settlements, until its token ends.
 *
 * <p>Belongs to the watch's thread, apart from {@link #wake()} and {@link #abort()}.
 */
public final class FolderVisit implements Visit {

    /** How long settlements may gather while deliveries go on. */
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final WatchPost post;
    private final InboundSettings settings;
    private final DeliveryBoard board;
    private final Dispatcher dispatcher;
    private final Clock steady;
    private final ImapSession session;
    private final BooleanSupplier stopping;
    private @Nullable Finder finder;
    private Tally tally = new Tally() {};

    /**
     * A visit whose connection is open.
     *
     * @param post what it works with
     * @param session its connection, which it owns from now on
     * @param stopping whether the watch is to end
     */
    public FolderVisit(WatchPost post, ImapSession session, BooleanSupplier stopping) {
        this.post = post;
        this.settings = post.settings();
        this.board = post.board();
        this.dispatcher = post.dispatcher();
        this.steady = post.steady();
        this.session = session;
        this.stopping = stopping;
    }

    @Override
    public Instant tokenExpiresAt() {
        return session.tokenExpiresAt();
    }

    @Override
    public void begin() {
        FolderState folder = open();
        Finder opened = new Finder(post, session, folder);
        opened.open();
        tally = Tally.of(settings, session, folder, board, post.durability());
        tally.open(opened.keyOf(1));
        finder = opened;
    }

    @Override
    public void attend() {
        Finder finder = Objects.requireNonNull(this.finder, "begin was not called");
        Intake intake = new Intake(settings, session, finder, board, tally);
        Settler settler = new Settler(settings, session, board, tally, finder);
        Retirement retirement =
                Retirement.of(session.tokenExpiresAt(), post.told().instant(), steady.instant());
        Instant pollAt = steady.instant();
        boolean look = true;
        IdleOutcome outcome = IdleOutcome.WOKEN;
        boolean inDoubt = false;
        while (true) {
            boolean last = stopping.getAsBoolean();
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
            look |= outcome == IdleOutcome.CHANGED && (!intake.takeNew() || session.takeFlagsChanged());
            if (look || reconcile || isPast(pollAt, now) || isPast(nextRedelivery(), now)) {
                intake.look();
                pollAt = now.plus(settings.pollInterval());
                inDoubt &= !reconcile;
            }
            intake.refill();
            dispatcher.dispatch();
            look = false;
            outcome = awaitNews(intake, earliest(pollAt, retirement.next(now)));
        }
    }

    @Override
    public void wake() {
        session.wake();
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }

    private FolderState open() {
        FolderState folder = session.select(settings.folder());
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

    /** Waits for room when mails wait already, for outcomes that come soon, else in IDLE for new ones. */
    private IdleOutcome awaitNews(Intake intake, Instant until) {
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
        return session.idle(bounded);
    }

    /** When the next redelivery is due and can be fetched: without room nothing can. */
    private Instant nextRedelivery() {
        return board.room() > 0 ? board.nextDue().orElse(Instant.MAX) : Instant.MAX;
    }

    private static boolean isPast(Instant instant, Instant now) {
        return !now.isBefore(instant);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
