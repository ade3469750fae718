package io.mailboxconnector.inbound.board;

import java.time.Instant;

/**
 * How far one mail has come, as far as this process knows. A state machine:
 *
 * <pre>
 *              take               committed, or given up              settled
 *  QUEUED ───────────► DELIVERING ───────────────────► SETTLING ───────────────────► KEPT
 *    ▲ ▲                 │     │                          │
 *    │ └── batch failed ─┘     │ failed                   │ settled, and out of the selection
 *    │                         ▼                          ▼
 *    └──────────────────── WAITING                      GONE
 *             due again
 * </pre>
 *
 * <p>A mail that could not be fetched goes from QUEUED or WAITING to WAITING, without having been delivered.
 *
 * <p>A mail that is settled without delivery goes from QUEUED or WAITING to SETTLING.
 *
 * <p>A mail that is settled otherwise, or forgotten before it was delivered, leaves the book. Not thread-safe: guarded by
 * the lock of the {@link DeliveryBoard}.
 */
final class MailProgress {

    /** The states. */
    enum State {
        /** Fetched, waiting for a delivery. */
        QUEUED,
        /** With a bean. */
        DELIVERING,
        /** Failed, until its next attempt is due; its body is not held. */
        WAITING,
        /** The outcome stands; the server does not know it yet. */
        SETTLING,
        /** Settled; until the selection is seen not to have the mail any more, which ends what is known of it. */
        KEPT,
        /**
         * Settled, and the server said itself that it has flags which the selection leaves out: selected once more, it is
         * another mail for all that matters, provided that its flags have changed.
         */
        GONE
    }

    private State state = State.QUEUED;
    private int attempts;
    private boolean alone;
    private Instant dueAt = Instant.MIN;

    MailProgress() {
        this(0);
    }

    /** A mail that was tried before, as far as is known. */
    MailProgress(int attempts) {
        this.attempts = attempts;
    }

    State state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    boolean isAlone() {
        return alone;
    }

    Instant dueAt() {
        return dueAt;
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !now.isBefore(dueAt);
    }

    void deliver() {
        transition(State.QUEUED, State.DELIVERING);
        attempts++;
    }

    /** The batch failed that this mail was in: queued again, to be delivered alone. */
    void requeueAlone() {
        transition(State.DELIVERING, State.QUEUED);
        alone = true;
    }

    void waitUntil(Instant due) {
        transition(State.DELIVERING, State.WAITING);
        dueAt = due;
    }

    /** It was not delivered after all, so it was no attempt. */
    void postpone(Instant due) {
        waitUntil(due);
        attempts--;
    }

    /** Other nodes may have tried it, too. */
    void remember(int failures) {
        attempts = Math.max(attempts, failures);
    }

    /** The body could not be had. */
    void defer(Instant due) {
        if (state != State.WAITING) {
            transition(State.QUEUED, State.WAITING);
        }
        dueAt = due;
    }

    void requeue() {
        transition(State.WAITING, State.QUEUED);
    }

    void settle() {
        transition(State.DELIVERING, State.SETTLING);
    }

    /** Settled without a delivery. */
    void withhold() {
        if (state == State.WAITING) {
            requeue();
        }
        transition(State.QUEUED, State.SETTLING);
    }

    void keep() {
        transition(State.SETTLING, State.KEPT);
    }

    void leave() {
        transition(State.SETTLING, State.GONE);
    }

    private void transition(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("a mail that is " + state + " cannot become " + to);
        }
        state = to;
    }
}
