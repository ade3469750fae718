package io.mailboxconnector.inbound;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.MailProgress.State;
import io.mailboxconnector.mime.ParsedMail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where the watch and the deliveries of one activation meet: the bounded queue of fetched mails, the progress of every
 * mail, and the settlements that the server does not know yet.
 *
 * <p>Thread-safe. The watch enqueues and writes settlements; deliveries take mails and report outcomes. The watch is
 * told of news through {@code wakeWatch}, always after the lock is left.
 */
final class DeliveryBoard {

    /** More fetched mails than this are never held, whatever their size. */
    static final int MAX_QUEUED = 500;

    /** This many settlements are written without waiting for more. */
    private static final int FULL_SETTLEMENT_BATCH = 200;

    /** A mail with the object that the bean sees. */
    record Offer(ParsedMail mail, ParsedMail.OfferedMail offered) {}

    private final InboundSettings settings;
    private final Clock clock;
    private final Runnable wakeWatch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private final Map<MessageKey, MailProgress> book = new HashMap<>();
    private final Deque<ParsedMail> queue = new ArrayDeque<>();
    private final Map<MessageKey, Settlement> settlements = new LinkedHashMap<>();
    private long uidValidity;
    private long heldBytes;
    private int delivering;
    private boolean closed;

    DeliveryBoard(InboundSettings settings, Clock clock, Runnable wakeWatch) {
        this.settings = settings;
        this.clock = clock;
        this.wakeWatch = wakeWatch;
    }

    // ---- the watch's side ----

    /**
     * The folder was selected. When its UIDVALIDITY is another one, the UIDs known so far mean nothing any more.
     *
     * @return how many settlements were forgotten
     */
    int open(long newUidValidity) {
        lock.lock();
        try {
            if (newUidValidity == uidValidity) {
                return 0;
            }
            uidValidity = newUidValidity;
            int forgotten = settlements.size();
            settlements.clear();
            List<ParsedMail> stale = List.copyOf(queue);
            stale.forEach(this::dropQueued);
            book.values().removeIf(progress -> progress.state() != State.DELIVERING);
            return forgotten;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a selected mail shall be fetched now: it is unknown, or its next attempt is due. */
    boolean wants(MessageKey key) {
        lock.lock();
        try {
            MailProgress progress = book.get(key);
            return progress == null || progress.isDue(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** These are the mails that the selection has now: what is remembered of others, to no purpose any more, is forgotten. */
    void reconcile(Set<MessageKey> selected) {
        lock.lock();
        try {
            Instant now = clock.instant();
            book.entrySet()
                    .removeIf(entry -> !selected.contains(entry.getKey())
                            && (entry.getValue().state() == State.KEPT
                                    || entry.getValue().isDue(now)));
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of bodies may be fetched now; 0 while the queue is more than half full. */
    long room() {
        lock.lock();
        try {
            boolean busy = queue.size() > MAX_QUEUED / 2 || heldBytes > settings.fetchBudget() / 2;
            return closed || busy ? 0 : settings.fetchBudget() - heldBytes;
        } finally {
            lock.unlock();
        }
    }

    /** How many mails may be fetched now. */
    int places() {
        lock.lock();
        try {
            return closed ? 0 : MAX_QUEUED - queue.size();
        } finally {
            lock.unlock();
        }
    }

    void enqueue(ParsedMail mail) {
        lock.lock();
        try {
            if (closed) {
                mail.close();
                return;
            }
            MailProgress known = book.get(mail.key());
            if (known == null) {
                book.put(mail.key(), new MailProgress());
            } else {
                known.requeue();
            }
            queue.addLast(mail);
            heldBytes += heldBytes(mail);
        } finally {
            lock.unlock();
        }
    }

    /** The body of a selected mail could not be had: leaves it alone for a while. */
    void defer(MessageKey key, Duration pause) {
        lock.lock();
        try {
            book.computeIfAbsent(key, unknown -> new MailProgress())
                    .defer(clock.instant().plus(pause));
        } finally {
            lock.unlock();
        }
    }

    boolean hasSettlements() {
        return unsettled() > 0;
    }

    /** The settlements to be written, after waiting for more while deliveries go on, but never longer than the limit. */
    Map<MessageKey, Settlement> awaitSettlements(Duration limit) {
        await(limit, () -> settlements.size() >= FULL_SETTLEMENT_BATCH || (delivering == 0 && queue.isEmpty()));
        lock.lock();
        try {
            return new LinkedHashMap<>(settlements);
        } finally {
            lock.unlock();
        }
    }

    /** A settlement is on the server. A mail that the selection still sees is remembered, all others are forgotten. */
    void settled(MessageKey key, boolean stillSelected) {
        lock.lock();
        try {
            settlements.remove(key);
            MailProgress progress = book.get(key);
            if (progress != null && stillSelected) {
                progress.keep();
            } else {
                book.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room again, a settlement to write, or the limit is over. */
    void awaitRoomOrSettlements(Duration limit) {
        await(limit, () -> !settlements.isEmpty() || closed || room() > 0);
    }

    /** When the next redelivery is due, if any mail waits for one. */
    Optional<Instant> nextDue() {
        lock.lock();
        try {
            return book.values().stream()
                    .filter(progress -> progress.state() == State.WAITING)
                    .map(MailProgress::dueAt)
                    .min(Instant::compareTo);
        } finally {
            lock.unlock();
        }
    }

    // ---- the deliveries' side ----

    /** Whether a delivery would find a mail. */
    boolean hasQueued() {
        lock.lock();
        try {
            return !closed && !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes mails for one delivery, oldest first; a mail whose batch failed before comes alone. */
    List<Offer> take(int max) {
        lock.lock();
        try {
            List<Offer> batch = new ArrayList<>();
            while (!closed && batch.size() < max && !queue.isEmpty()) {
                MailProgress progress = progressOf(queue.getFirst().key());
                if (progress.isAlone() && !batch.isEmpty()) {
                    break;
                }
                ParsedMail mail = queue.removeFirst();
                progress.deliver();
                delivering++;
                batch.add(new Offer(mail, mail.offer(progress.attempts())));
                if (progress.isAlone()) {
                    break;
                }
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The outcome of a batch stands.
     *
     * @return the mails that were given up, for the log
     */
    List<MessageKey> complete(List<Offer> batch, DeliveryOutcome outcome) {
        List<MessageKey> givenUp = new ArrayList<>();
        boolean wake;
        lock.lock();
        try {
            boolean hadSettlements = !settlements.isEmpty();
            if (outcome instanceof Failed failed) {
                fail(batch, failed, givenUp);
            } else {
                batch.forEach(this::commit);
            }
            delivering -= batch.size();
            // One wake-up for the first settlement is enough: the watch then waits here for the others.
            wake = outcome instanceof Failed || !hadSettlements;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wake) {
            wakeWatch.run();
        }
        return givenUp;
    }

    /** No mail is queued or taken from now on; what is queued is dropped. Outcomes are still accepted. Idempotent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            List.copyOf(queue).forEach(this::dropQueued);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no bean works on a mail any more; false when the limit is over before. */
    boolean awaitDrained(Duration limit) {
        return await(limit, () -> delivering == 0);
    }

    /** How many mails are with beans. */
    int delivering() {
        lock.lock();
        try {
            return delivering;
        } finally {
            lock.unlock();
        }
    }

    /** How many settlements the server does not know. */
    int unsettled() {
        lock.lock();
        try {
            return settlements.size();
        } finally {
            lock.unlock();
        }
    }

    // ---- with the lock held ----

    private void commit(Offer offer) {
        settle(offer, offer.offered().withdraw().orElse(settings.afterDelivery()));
    }

    private void fail(List<Offer> batch, Failed failed, List<MessageKey> givenUp) {
        // Backwards, so that mails put back at the head of the queue keep their order.
        for (int i = batch.size() - 1; i >= 0; i--) {
            Offer offer = batch.get(i);
            offer.offered().withdraw();
            MailProgress progress = progressOf(offer.mail().key());
            Optional<Duration> delay = settings.redelivery().delayAfter(progress.attempts());
            if (isStale(offer)) {
                forget(offer);
            } else if (delay.isEmpty()) {
                givenUp.add(offer.mail().key());
                settle(offer, settings.onFailure(failed.reason()));
            } else if (batch.size() > 1 && !closed) {
                progress.requeueAlone();
                queue.addFirst(offer.mail());
            } else {
                progress.waitUntil(clock.instant().plus(delay.get()));
                release(offer.mail());
            }
        }
    }

    private void settle(Offer offer, Settlement settlement) {
        if (isStale(offer)) {
            forget(offer);
            return;
        }
        progressOf(offer.mail().key()).settle();
        settlements.put(offer.mail().key(), settlement);
        release(offer.mail());
    }

    /** The folder was recreated while the mail was with the bean: its UID names nothing any more. */
    private boolean isStale(Offer offer) {
        return offer.mail().key().uidValidity() != uidValidity;
    }

    private void forget(Offer offer) {
        book.remove(offer.mail().key());
        release(offer.mail());
    }

    private void dropQueued(ParsedMail mail) {
        queue.remove(mail);
        book.remove(mail.key());
        release(mail);
    }

    private void release(ParsedMail mail) {
        heldBytes -= heldBytes(mail);
        mail.close();
    }

    /** Spooled bodies lie on disk; only the others count against the budget. */
    private long heldBytes(ParsedMail mail) {
        return mail.size() >= settings.spoolLimit() ? 0 : mail.size();
    }

    private MailProgress progressOf(MessageKey key) {
        return Objects.requireNonNull(book.get(key), () -> "no progress is known of " + key);
    }

    private boolean await(Duration limit, BooleanSupplier condition) {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
