package io.mailboxconnector.limits;

import static io.mailboxconnector.limits.LimitMessages.MESSAGES;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.settings.SendRate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one mailbox can take, shared by all of its connections, reading and sending: until when the server wants it to be left
 * alone, when the next mail may be sent, and whether its maildrop is taken.
 *
 * <p>Safe for use by any number of threads. A server that throttles means the mailbox, not a connection: who goes on over
 * another connection prolongs the punishment.
 */
public final class MailboxBudget {

    private final String mailbox;
    private final Clock clock;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final SendHistory history = new SendHistory(); // guarded by lock
    private ServerPause all = ServerPause.NONE; // guarded by lock
    private ServerPause sending = ServerPause.NONE; // guarded by lock
    private boolean maildropTaken; // guarded by lock

    /**
     * Creates a budget that nothing was taken from.
     *
     * @param mailbox the address, for messages
     * @param clock tells the time
     * @param pause how a thread waits for its turn to send
     */
    public MailboxBudget(String mailbox, Clock clock, Pause pause) {
        this.mailbox = mailbox;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The server refused because of too much traffic. If it named a time, no connection of this mailbox is used before that
     * is over; the first such refusal is one line in the log. Without a time nothing happens: the caller's own back-off must
     * do.
     *
     * @param refusal the refusal
     */
    public void throttled(MailboxThrottled refusal) {
        ServerPause named = named(refusal);
        if (isNew(named, () -> all, () -> all = all.or(named))) {
            MESSAGES.paused(mailbox, named.until(), String.valueOf(refusal.getMessage()));
        }
    }

    /**
     * The server refused to take more mail for now; as {@link #throttled}, but reading goes on.
     *
     * @param refusal the refusal
     */
    public void sendingThrottled(MailboxThrottled refusal) {
        ServerPause named = named(refusal);
        if (isNew(named, () -> sending, () -> sending = sending.or(named))) {
            MESSAGES.sendingPaused(mailbox, named.until(), String.valueOf(refusal.getMessage()));
        }
    }

    /**
     * Until when all connections of the mailbox are to be left alone.
     *
     * @return the moment; empty when there is no such wish
     */
    public Optional<Instant> pausedUntil() {
        Instant now = clock.instant();
        Duration left = left(now, false);
        return left.isZero() ? Optional.empty() : Optional.of(now.plus(left));
    }

    /**
     * Refuses while the mailbox is to be left alone. To be asked before a connection is opened or used.
     *
     * @throws MailboxThrottled with the time that is left
     */
    public void requireOpen() {
        require(false);
    }

    /**
     * Refuses while no mail can be sent. To be asked before a connection for sending is opened.
     *
     * @throws MailboxThrottled with the time that is left
     */
    public void requireOpenForSending() {
        require(true);
    }

    /**
     * Waits until one more mail may be sent: so that the rate is kept, and until pauses that the server wished are over.
     *
     * @param rate the rate to keep; empty for none
     * @param limit how long to wait at most
     * @throws MailboxThrottled at once, when the wait would take longer; nothing was taken from the budget
     * @throws io.mailboxconnector.api.MailboxUnavailable when the thread was interrupted
     */
    public void awaitSend(Optional<SendRate> rate, Duration limit) {
        Instant now = clock.instant();
        Duration wait = reserve(rate.orElse(null), now, limit);
        if (wait.isZero()) {
            return;
        }
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MESSAGES.interrupted(e, mailbox);
        }
    }

    /**
     * Takes the maildrop for a session of POP3, of which a server allows one at a time (RFC 1939 §8).
     *
     * @return false while another session of this engine holds it
     */
    public boolean takeMaildrop() {
        lock.lock();
        try {
            boolean free = !maildropTaken;
            maildropTaken = true;
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** The session that took the maildrop is over. */
    public void returnMaildrop() {
        lock.lock();
        try {
            maildropTaken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether forgetting it changes nothing. */
    boolean isUntouched(Instant now) {
        lock.lock();
        try {
            return !maildropTaken && all.left(now).isZero() && sending.left(now).isZero() && history.isOver(now);
        } finally {
            lock.unlock();
        }
    }

    private Duration reserve(@Nullable SendRate rate, Instant now, Duration limit) {
        lock.lock();
        try {
            Duration pauses = leftOf(now, true);
            if (pauses.compareTo(limit) > 0) {
                throw MESSAGES.leftAlone(pauses, null, mailbox, now.plus(pauses));
            }
            Instant earliest = now.plus(pauses);
            if (rate == null) {
                return pauses;
            }
            Instant slot = history.next(rate, earliest);
            Duration wait = Duration.between(now, slot);
            if (wait.compareTo(limit) > 0) {
                throw MESSAGES.tooManyWaiting(wait, null, mailbox, slot, rate, limit);
            }
            history.record(rate, slot);
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private void require(boolean forSending) {
        Instant now = clock.instant();
        Duration left = left(now, forSending);
        if (!left.isZero()) {
            throw MESSAGES.leftAlone(left, null, mailbox, now.plus(left));
        }
    }

    private Duration left(Instant now, boolean forSending) {
        lock.lock();
        try {
            return leftOf(now, forSending);
        } finally {
            lock.unlock();
        }
    }

    /** Needs the lock. */
    private Duration leftOf(Instant now, boolean forSending) {
        Duration left = all.left(now);
        Duration forSends = forSending ? sending.left(now) : Duration.ZERO;
        return left.compareTo(forSends) < 0 ? forSends : left;
    }

    private ServerPause named(MailboxThrottled refusal) {
        return new ServerPause(clock.instant(), refusal.retryAdvice().delay());
    }

    /** Notes a pause; whether none was running. */
    private boolean isNew(ServerPause named, java.util.function.Supplier<ServerPause> current, Runnable note) {
        if (named.length().isZero()) {
            return false;
        }
        lock.lock();
        try {
            boolean idle = current.get().left(named.from()).isZero();
            note.run();
            return idle;
        } finally {
            lock.unlock();
        }
    }
}
