package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Committed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.KnownBefore;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Postponed;
import io.mailboxconnector.inbound.health.ActivationHealth;
import io.mailboxconnector.inbound.health.HealthRecorder;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.mime.ParsedMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where the watch and the deliveries of one activation meet: guards the {@link MailBook} and lets each side wait for the
 * other.
 *
 * <p>Thread-safe. The watch enqueues and writes settlements; deliveries take mails and report outcomes. The watch is
 * told of news through {@code wakeWatch}, always after the lock is left.
 */
public final class DeliveryBoard {

    /** This many settlements are written without waiting for more. */
    private static final int FULL_SETTLEMENT_BATCH = 200;

    private final Clock steady;
    private final Duration redeliveryDelay;
    private final Runnable wakeWatch;
    private final HealthRecorder health;
    private final Attempts attempts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final MailBook book;
    private boolean closed;
    private boolean nudged;

    public DeliveryBoard(InboundSettings settings, Clock clock, Runnable wakeWatch) {
        this(settings, "", SharedMemory.fresh(clock), clock, clock, wakeWatch);
    }

    /**
     * An empty board.
     *
     * @param settings the activation
     * @param consumer the name under which the memory knows it
     * @param memory what earlier and other activations remember
     * @param told the clock of what is shown to people
     * @param steady the clock of what is waited for, which nobody sets
     * @param wakeWatch tells the watch of news
     */
    public DeliveryBoard(
            InboundSettings settings,
            String consumer,
            SharedMemory memory,
            Clock told,
            Clock steady,
            Runnable wakeWatch) {
        this.redeliveryDelay = settings.redelivery().delay();
        this.attempts = new Attempts(consumer, memory.attempts(), settings.redelivery());
        this.book = new MailBook(settings, attempts, memory.replies());
        this.steady = steady;
        this.wakeWatch = wakeWatch;
        this.health = new HealthRecorder(settings.watched(), told);
    }

    // ---- the watch's side ----

    /**
     * The folder was selected. When its UIDVALIDITY is another one, the UIDs known so far mean nothing any more.
     *
     * @return how many settlements were forgotten
     */
    public int open(long uidValidity) {
        return locked(() -> book.open(uidValidity));
    }

    /** Deliveries of these mails failed so often by now, on all nodes. */
    public void remember(Map<MessageKey, Integer> failures) {
        locked(() -> {
            failures.forEach(book::remember);
            return failures;
        });
    }

    /** Whether all is done with a mail, on the server, too. */
    public boolean isKept(MessageKey key) {
        return locked(() -> book.isKept(key));
    }

    /** Whether a mail was settled, so that its flags leave it out of the selection: a search that finds it is behind the times. */
    public boolean isGone(MessageKey key) {
        return locked(() -> book.isGone(key));
    }

    /** Whether a selected mail shall be fetched now: it is unknown, or its next attempt is due. */
    public boolean wants(MessageKey key) {
        return locked(() -> book.wants(key, steady.instant()));
    }

    /** These are the mails that the selection has now: what is remembered of others, to no purpose any more, is forgotten. */
    public void reconcile(Set<MessageKey> selected) {
        locked(() -> {
            book.reconcile(selected, steady.instant());
            return selected;
        });
    }

    /** How many bytes of bodies may be fetched now; 0 while the queue is more than half full. */
    public long room() {
        return locked(() -> closed ? 0 : book.room());
    }

    /** How many mails may be fetched now. */
    public int places() {
        return locked(() -> closed ? 0 : book.places());
    }

    /** Queues a fetched mail; after {@link #close()} it is dropped. */
    public void enqueue(ParsedMail mail) {
        locked(() -> {
            if (closed) {
                mail.close();
            } else {
                book.enqueue(mail);
            }
            return mail;
        });
    }

    /** A selected mail is not delivered for what it is, but settled. */
    public void withhold(MessageKey key, Settlement settlement) {
        locked(() -> {
            if (!closed) {
                book.withhold(key, settlement);
            }
            return key;
        });
    }

    /** The body of a selected mail could not be had: leaves it alone for a while. */
    public void defer(MessageKey key, Duration pause) {
        locked(() -> {
            book.defer(key, steady.instant().plus(pause));
            return key;
        });
    }

    public boolean hasSettlements() {
        return unsettled() > 0;
    }

    /** The settlements to be written, after waiting for more while deliveries go on, but never longer than the limit. */
    public Map<MessageKey, Settlement> awaitSettlements(Duration limit) {
        await(limit, () -> book.unsettled() >= FULL_SETTLEMENT_BATCH || (book.delivering() == 0 && book.queued() == 0));
        return locked(book::settlements);
    }

    /**
     * A settlement is on the server. The mail is remembered until the selection is seen not to have it any more.
     *
     * @param gone whether the server told that the mail has flags now which the selection leaves out
     */
    public void settled(MessageKey key, boolean gone) {
        locked(() -> {
            book.settled(key, gone);
            return key;
        });
    }

    /** A part of some settlements is on the server: only the rest of them is to be written from now on. */
    public void resettle(Collection<MessageKey> keys, Settlement rest) {
        locked(() -> {
            book.resettle(keys, rest);
            return keys;
        });
    }

    /** The server says that it copied these mails, but does not name the copies. */
    public void unproven(Collection<MessageKey> keys) {
        locked(() -> {
            book.unproven(keys);
            return keys;
        });
    }

    /** Whether a mail has a copy that the server did not name: then the original is not to be removed for good. */
    public boolean isUnproven(MessageKey key) {
        return locked(() -> book.isUnproven(key));
    }

    /**
     * Waits for the outcomes of deliveries that run.
     *
     * @return whether there is one, or nothing left to wait for; false when the limit was over before
     */
    public boolean awaitOutcome(Duration limit) {
        BooleanSupplier ended = () -> book.unsettled() > 0 || (book.delivering() == 0 && book.queued() == 0);
        await(limit, ended);
        return locked(ended::getAsBoolean);
    }

    /** Waits until there is room again, a settlement to write, {@link #nudge()} is called, or the limit is over. */
    public void awaitRoomOrSettlements(Duration limit) {
        await(limit, () -> nudged || book.unsettled() > 0 || (!closed && book.room() > 0));
        locked(() -> nudged = false);
    }

    /** Waits until there are more settlements than so many, {@link #nudge()} is called, or the limit is over. */
    public void awaitSettlementsBeyond(int known, Duration limit) {
        await(limit, () -> nudged || book.unsettled() > known);
        locked(() -> nudged = false);
    }

    /** Ends the current or the next wait for room: something else is to be looked at. */
    public void nudge() {
        lock.lock();
        try {
            nudged = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is queued, delivered or settled. */
    public boolean isQuiet() {
        return locked(() -> book.queued() == 0 && book.delivering() == 0 && book.unsettled() == 0);
    }

    /** These bodies are being fetched: when the connection breaks, one of them may be the cause. */
    public void fetching(List<MessageKey> keys) {
        locked(() -> {
            book.fetching(keys);
            return keys;
        });
    }

    /** How often the connection broke while this body was being fetched. */
    public int suspicion(MessageKey key) {
        return locked(() -> book.suspicion(key));
    }

    /** The server refused to settle a mail; gives how often it did. */
    public int refused(MessageKey key) {
        return locked(() -> book.refused(key));
    }

    /** When the next redelivery is due, if any mail waits for one. */
    public Optional<Instant> nextDue() {
        return locked(book::nextDue);
    }

    // ---- the deliveries' side ----

    /** How many mails a delivery could take now, each by itself. */
    public int deliverable() {
        return locked(() -> closed ? 0 : book.deliverable());
    }

    /** How many mails are queued. */
    public int queued() {
        return locked(() -> closed ? 0 : book.queued());
    }

    /** Takes mails for one delivery, oldest first; a mail whose batch failed before comes alone. */
    public List<Offer> take(int max) {
        return locked(() -> closed ? List.of() : book.take(max));
    }

    /**
     * The outcome of a batch stands.
     *
     * @return the mails that were given up, for the log
     */
    public List<MessageKey> complete(List<Offer> batch, DeliveryOutcome outcome) {
        List<MessageKey> givenUp = List.of();
        boolean wake;
        lock.lock();
        try {
            // One wake-up for the first settlement is enough: the watch then waits here for the others.
            wake = !isSettled(outcome) || book.unsettled() == 0;
            if (outcome instanceof Failed failed) {
                givenUp = book.fail(batch, failed, steady.instant(), !closed);
            } else if (outcome instanceof Postponed) {
                book.postpone(batch, steady.instant().plus(redeliveryDelay));
            } else if (outcome instanceof KnownBefore known) {
                book.settleAgain(batch, known.chosen());
            } else {
                book.commit(batch);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (outcome instanceof Failed failed) {
            givenUp.forEach(mail -> health.setAside(mail, failed.reason()));
        } else if (outcome instanceof Committed) {
            health.delivered();
        }
        // Perhaps the watch has written the settlement already: then it is not to be called out of its IDLE.
        if (wake && (!isSettled(outcome) || hasSettlements())) {
            wakeWatch.run();
        }
        return givenUp;
    }

    private static boolean isSettled(DeliveryOutcome outcome) {
        return outcome instanceof Committed || outcome instanceof KnownBefore;
    }

    // ---- the end ----

    /** No mail is queued or taken from now on; what is queued is dropped. Outcomes are still accepted. Idempotent. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            book.dropQueued();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where everybody who works for the activation notes what happens. */
    public HealthRecorder health() {
        return health;
    }

    /** How often mails failed; thread-safe by itself. */
    public Attempts attempts() {
        return attempts;
    }

    /** How the activation is. */
    public ActivationHealth snapshot() {
        return locked(() -> health.snapshot(book.waiting(), book.oldestQueued(), book.unsettled()));
    }

    /** How many mails are with beans. */
    public int delivering() {
        return locked(book::delivering);
    }

    /** How many settlements the server does not know. */
    public int unsettled() {
        return locked(book::unsettled);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration limit, BooleanSupplier condition) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    return;
                }
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
