package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.watch.Visit;
import io.mailboxconnector.inbound.watch.WatchPost;
import io.mailboxconnector.pop3.ListedMail;
import io.mailboxconnector.pop3.Pop3Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One session of POP3 and the rest after it: deletes what was delivered before, fetches what is new, waits a little for its
 * deliveries in order to delete it at once, and leaves. The rest ends when the maildrop is to be looked at again, or when there is
 * something to delete and no delivery goes on.
 *
 * <p>Belongs to the watch's thread, apart from {@link #wake()} and {@link #abort()}.
 */
final class MaildropVisit implements Visit {

    /** A folder of IMAP may be renumbered, a maildrop never is. */
    private static final long UID_VALIDITY = 1;

    /** How long a session waits at most for deliveries that make no progress; servers end it after ten minutes (RFC 1939 §3). */
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(20);

    /** How long settlements may gather while deliveries go on. */
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final WatchPost post;
    private final DeliveryBoard board;
    private final Clock steady;
    private final String mailbox;
    private final Pop3Session session;
    private final BooleanSupplier stopping;
    private final MaildropMemory memory;
    private final MaildropIntake intake;
    private final MaildropSettler settler;
    private final Duration patience;
    private final Instant begunAt;

    /** In the order of the maildrop. */
    private final Map<MessageKey, ListedMail> listed = new LinkedHashMap<>();

    MaildropVisit(WatchPost post, String mailbox, Pop3Session session, BooleanSupplier stopping) {
        this.post = post;
        this.board = post.board();
        this.steady = post.steady();
        this.mailbox = mailbox;
        this.session = session;
        this.stopping = stopping;
        this.memory =
                new MaildropMemory(post.durability().ledger(), post.settings().afterDelivery());
        this.intake = new MaildropIntake(post.settings(), board, post.told(), session, listed);
        this.settler = new MaildropSettler(post.settings().watched(), board, memory, session, listed);
        Duration poll = post.settings().pollInterval();
        this.patience = poll.compareTo(LONGEST_PATIENCE) < 0 ? poll : LONGEST_PATIENCE;
        this.begunAt = steady.instant();
    }

    @Override
    public Instant tokenExpiresAt() {
        return session.tokenExpiresAt();
    }

    @Override
    public void begin() {
        session.list().forEach(mail -> listed.putIfAbsent(MessageKey.ofUidl(mailbox, mail.identity()), mail));
        board.open(UID_VALIDITY);
        board.remember(memory.attempts(listed.keySet()));
        board.reconcile(listed.keySet());
        intake.look(memory);
        post.sweepLedger(MessageKey.ofUidl(mailbox, ""), listed.keySet());
    }

    @Override
    public void attend() {
        serve();
        session.quit();
        settler.confirm();
        new Rest(post, stopping).until(this::nextVisit);
        settler.keep();
    }

    @Override
    public void wake() {
        // It waits at the board, which whoever wakes it has nudged.
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }

    private void serve() {
        // Before anything is fetched: what is written already cannot be delivered twice.
        settler.settle(Duration.ZERO);
        Instant giveUpAt = steady.instant().plus(patience);
        while (!stopping.getAsBoolean()) {
            boolean fetched = intake.take();
            post.dispatcher().dispatch();
            // In this order: whatever ends in between has its settlement counted.
            boolean busy = isBusy();
            boolean decided = board.unsettled() > settler.marked();
            Instant now = steady.instant();
            if (fetched || decided) {
                giveUpAt = now.plus(patience);
            } else if (!busy
                    || !now.isBefore(giveUpAt)
                    || post.dispatcher().nextAttempt().isPresent()) {
                return;
            }
            if (decided) {
                settler.settle(GATHER);
            } else if (busy) {
                board.awaitSettlementsBeyond(settler.marked(), Duration.between(now, giveUpAt));
            }
        }
        settler.settle(Duration.ZERO);
    }

    /** When the maildrop is to be visited again. */
    private Instant nextVisit(Instant now) {
        settler.keep();
        Instant wanted = isWanted() ? now : begunAt.plus(post.settings().pollInterval());
        Instant redelivery = board.room() > 0 ? board.nextDue().orElse(wanted) : wanted;
        Instant earlier = redelivery.isBefore(wanted) ? redelivery : wanted;
        Instant allowed = begunAt.plus(session.loginDelay());
        return earlier.isBefore(allowed) ? allowed : earlier;
    }

    private boolean isWanted() {
        boolean toDelete = board.hasSettlements() && !isBusy();
        return toDelete || (intake.hasBacklog() && board.room() > 0);
    }

    private boolean isBusy() {
        return board.delivering() > 0 || board.queued() > 0;
    }
}
