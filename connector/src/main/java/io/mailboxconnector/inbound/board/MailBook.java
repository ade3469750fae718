package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.board.MailProgress.State;
import io.mailboxconnector.inbound.settings.DeliveryOrder;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.answer.ReplyGuard;
import io.mailboxconnector.mime.answer.ReplyPermit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What is known of the mails of one folder: the queue of fetched ones, the progress of each, and the settlements that the
 * server does not know yet.
 *
 * <p>Not thread-safe, waits for nothing: the {@link DeliveryBoard} sees to both.
 */
final class MailBook {

    /** More fetched mails than this are never held, whatever their size. */
    static final int MAX_QUEUED = 500;

    private final InboundSettings settings;
    private final Attempts attempts;
    private final ReplyPermit replies;
    private final Map<MessageKey, MailProgress> progress = new HashMap<>();
    private final Deque<ParsedMail> queue = new ArrayDeque<>();
    private final Map<MessageKey, Settlement> settlements = new LinkedHashMap<>();
    private final Map<MessageKey, Integer> suspicions = new HashMap<>();
    private final Map<MessageKey, Integer> refusals = new HashMap<>();
    private final Set<MessageKey> unproven = new HashSet<>();
    private final SenderOrder order;
    private List<MessageKey> fetching = List.of();
    private long uidValidity;
    private long heldBytes;
    private int delivering;

    MailBook(InboundSettings settings, Clock clock) {
        this(settings, new Attempts("", new AttemptMemory(), settings.redelivery()), new ReplyGuard(clock));
    }

    MailBook(InboundSettings settings, Attempts attempts, ReplyGuard replies) {
        this.settings = settings;
        this.attempts = attempts;
        this.order = new SenderOrder(settings.orderBy() == DeliveryOrder.SENDER);
        this.replies = replies.within(
                settings.content().maxRepliesPerSender(), settings.content().replyPeriod());
    }

    /**
     * The folder was selected. When its UIDVALIDITY is another one, the UIDs known so far mean nothing any more.
     *
     * @return how many settlements were forgotten
     */
    int open(long newUidValidity) {
        // Bodies that were being fetched when the last connection ended.
        fetching.forEach(key -> suspicions.merge(key, 1, Integer::sum));
        fetching = List.of();
        if (newUidValidity == uidValidity) {
            return 0;
        }
        uidValidity = newUidValidity;
        int forgotten = settlements.size();
        settlements.clear();
        suspicions.clear();
        refusals.clear();
        unproven.clear();
        attempts.renumbered();
        dropQueued();
        forgetIf((key, mail) -> mail.state() != State.DELIVERING);
        return forgotten;
    }

    /** Whether a selected mail shall be fetched: it is unknown, or its next attempt is due. */
    boolean wants(MessageKey key, Instant now) {
        MailProgress known = progress.get(key);
        return known == null || known.isDue(now) || known.state() == State.GONE;
    }

    /** These are the mails that the selection has now: what is remembered of others, to no purpose any more, is forgotten. */
    void reconcile(Set<MessageKey> selected, Instant now) {
        forgetIf((key, mail) -> !selected.contains(key)
                && (mail.state() == State.KEPT || mail.state() == State.GONE || mail.isDue(now)));
    }

    /** How many bytes of bodies may be fetched; 0 while the queue is more than half full. */
    long room() {
        boolean busy = queue.size() > MAX_QUEUED / 2 || heldBytes > settings.fetchBudget() / 2;
        return busy ? 0 : settings.fetchBudget() - heldBytes;
    }

    /** How many mails may be fetched. */
    int places() {
        return MAX_QUEUED - queue.size();
    }

    void enqueue(ParsedMail mail) {
        MailProgress known = progress.get(mail.key());
        if (known == null || known.state() == State.GONE) {
            progress.put(mail.key(), new MailProgress(attempts.of(mail.key())));
        } else {
            known.requeue();
            known.remember(attempts.of(mail.key()));
        }
        suspicions.remove(mail.key());
        order.queued(mail);
        queue.addLast(mail);
        heldBytes += mail.bytesInMemory();
    }

    /** A selected mail is settled without delivery. */
    void withhold(MessageKey key, Settlement settlement) {
        begun(key).withhold();
        suspicions.remove(key);
        settlements.put(key, settlement);
    }

    /** These bodies are being fetched; none, when that is over. */
    void fetching(List<MessageKey> keys) {
        fetching = List.copyOf(keys);
    }

    /** How often the connection broke while this body was being fetched. */
    int suspicion(MessageKey key) {
        return suspicions.getOrDefault(key, 0);
    }

    /** The server refused to settle a mail; gives how often it did. */
    int refused(MessageKey key) {
        return refusals.merge(key, 1, Integer::sum);
    }

    /** The body of a selected mail could not be had: leaves it alone until then. */
    void defer(MessageKey key, Instant until) {
        begun(key).defer(until);
        // After the pause it is tried once more.
        suspicions.computeIfPresent(key, (same, breaks) -> breaks - 1);
    }

    int queued() {
        return queue.size();
    }

    /** How many of the queued mails may be delivered now, each by itself. */
    int deliverable() {
        return (int) queue.stream()
                .filter(mail -> order.mayGo(mail.key(), List.of()))
                .count();
    }

    /** How many mails wait for a delivery or a redelivery. */
    int waiting() {
        return (int) progress.values().stream()
                .filter(mail -> mail.state() == State.QUEUED || mail.state() == State.WAITING)
                .count();
    }

    /** When the oldest queued mail arrived. */
    Optional<Instant> oldestQueued() {
        return queue.stream().map(ParsedMail::receivedAt).min(Instant::compareTo);
    }

    int delivering() {
        return delivering;
    }

    /** Those that the server does not know yet, in the order of their outcomes. */
    Map<MessageKey, Settlement> settlements() {
        return new LinkedHashMap<>(settlements);
    }

    /** A part of a settlement is on the server: only the rest of it is to be written from now on. */
    void resettle(Collection<MessageKey> keys, Settlement rest) {
        keys.forEach(key -> settlements.replace(key, rest));
    }

    /** These have a copy that the server did not name. */
    void unproven(Collection<MessageKey> keys) {
        unproven.addAll(keys);
    }

    boolean isUnproven(MessageKey key) {
        return unproven.contains(key);
    }

    int unsettled() {
        return settlements.size();
    }

    /**
     * A settlement is on the server. The mail is remembered until {@link #reconcile} finds that the selection does not have
     * it any more: whatever a settlement does to it, a committed mail is not delivered a second time.
     *
     * @param gone whether the server told that it has flags now which the selection leaves out
     */
    void settled(MessageKey key, boolean gone) {
        Settlement written = Objects.requireNonNull(settlements.remove(key), () -> "no settlement is known of " + key);
        attempts.settled(key, written);
        refusals.remove(key);
        unproven.remove(key);
        if (gone) {
            progressOf(key).leave();
        } else {
            progressOf(key).keep();
        }
    }

    /** A delivery failed so often by now, on all nodes. */
    void remember(MessageKey key, int failures) {
        attempts.remember(key, failures);
        MailProgress known = progress.get(key);
        if (known != null) {
            known.remember(failures);
        }
    }

    /** Whether a mail was settled, so that its flags leave it out of the selection. */
    boolean isGone(MessageKey key) {
        MailProgress known = progress.get(key);
        return known != null && known.state() == State.GONE;
    }

    /** Whether all is done with a mail, on the server, too. */
    boolean isKept(MessageKey key) {
        MailProgress known = progress.get(key);
        return known != null && known.state() == State.KEPT;
    }

    /** A delivery did not take place: the mails wait, and no attempt is counted. */
    void postpone(List<Offer> batch, Instant until) {
        delivering -= batch.size();
        for (Offer offer : batch) {
            offer.offered().withdraw();
            if (isStale(offer)) {
                forget(offer);
            } else {
                progressOf(offer.mail().key()).postpone(until);
                release(offer.mail());
            }
        }
    }

    /** When the next redelivery is due, if any mail waits for one. */
    Optional<Instant> nextDue() {
        return progress.values().stream()
                .filter(mail -> mail.state() == State.WAITING)
                .map(MailProgress::dueAt)
                .min(Instant::compareTo);
    }

    /**
     * Takes mails for one delivery, oldest first; a mail whose batch failed before comes alone. Those that must wait for an
     * older one of the same sender are passed over.
     */
    List<Offer> take(int max) {
        List<Offer> batch = new ArrayList<>();
        List<MessageKey> taken = new ArrayList<>();
        boolean alone = false;
        Iterator<ParsedMail> mails = queue.iterator();
        while (batch.size() < max && mails.hasNext() && !alone) {
            ParsedMail mail = mails.next();
            if (order.mayGo(mail.key(), taken)) {
                MailProgress next = progressOf(mail.key());
                alone = next.isAlone();
                if (alone && !batch.isEmpty()) {
                    break;
                }
                mails.remove();
                next.deliver();
                delivering++;
                taken.add(mail.key());
                batch.add(new Offer(mail, mail.offer(next.attempts(), replies)));
            }
        }
        return batch;
    }

    void commit(List<Offer> batch) {
        delivering -= batch.size();
        batch.forEach(offer -> settle(offer, offer.offered().withdraw().orElse(settings.afterDelivery())));
    }

    /** These were committed in a former life of this process, or on another node. */
    void settleAgain(List<Offer> batch, Map<MessageKey, Settlement> chosen) {
        delivering -= batch.size();
        batch.forEach(offer -> {
            offer.offered().withdraw();
            settle(offer, chosen.getOrDefault(offer.mail().key(), settings.afterDelivery()));
        });
    }

    /**
     * A delivery failed.
     *
     * @param requeue whether mails of a failed batch may be queued again, since deliveries go on
     * @return the mails that are given up
     */
    List<MessageKey> fail(List<Offer> batch, Failed failed, Instant now, boolean requeue) {
        delivering -= batch.size();
        List<MessageKey> givenUp = new ArrayList<>();
        // Backwards, so that mails put back at the head of the queue keep their order.
        for (int i = batch.size() - 1; i >= 0; i--) {
            Offer offer = batch.get(i);
            offer.offered().withdraw();
            MailProgress failing = progressOf(offer.mail().key());
            Optional<Duration> delay = settings.redelivery().delayAfter(failing.attempts());
            if (isStale(offer)) {
                forget(offer);
            } else if (batch.size() > 1 && requeue) {
                // Whose fault it was shows only when each is delivered alone, so no mail is given up before.
                failing.requeueAlone();
                queue.addFirst(offer.mail());
            } else if (batch.size() == 1 && delay.isEmpty()) {
                attempts.failed(offer.mail().key(), failing.attempts());
                givenUp.add(offer.mail().key());
                settle(offer, settings.onFailure(failed.reason()));
            } else {
                if (batch.size() == 1) {
                    attempts.failed(offer.mail().key(), failing.attempts());
                }
                failing.waitUntil(now.plus(delay.orElse(Duration.ZERO)));
                release(offer.mail());
            }
        }
        return givenUp;
    }

    void dropQueued() {
        queue.forEach(mail -> {
            progress.remove(mail.key());
            order.over(mail.key());
            release(mail);
        });
        queue.clear();
    }

    private void settle(Offer offer, Settlement settlement) {
        if (isStale(offer)) {
            forget(offer);
            return;
        }
        progressOf(offer.mail().key()).settle();
        order.over(offer.mail().key());
        settlements.put(offer.mail().key(), settlement);
        release(offer.mail());
    }

    /** The folder was recreated while the mail was with the bean: its UID names nothing any more. */
    private boolean isStale(Offer offer) {
        return offer.mail().key().uidValidity() != uidValidity;
    }

    private void forget(Offer offer) {
        progress.remove(offer.mail().key());
        order.over(offer.mail().key());
        release(offer.mail());
    }

    private void forgetIf(BiPredicate<MessageKey, MailProgress> condition) {
        List<MessageKey> forgotten = progress.entrySet().stream()
                .filter(entry -> condition.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        forgotten.forEach(progress::remove);
        forgotten.forEach(order::over);
        forgotten.forEach(attempts::gone);
    }

    private void release(ParsedMail mail) {
        heldBytes -= mail.bytesInMemory();
        mail.close();
    }

    /** The progress of a mail that is dealt with without a delivery; a mail that had gone begins anew. */
    private MailProgress begun(MessageKey key) {
        if (isGone(key)) {
            progress.remove(key);
        }
        return progress.computeIfAbsent(key, unknown -> new MailProgress());
    }

    private MailProgress progressOf(MessageKey key) {
        return Objects.requireNonNull(progress.get(key), () -> "no progress is known of " + key);
    }
}
