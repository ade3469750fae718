package io.mailboxconnector.imap;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides when DONE is sent, exactly once per IDLE and never behind it, and remembers reasons that came too early or too late.
 * Knows no network.
 *
 * <pre>
 *   RESTING --begin--> STARTING --entered--> IDLING --raise, timeUp--> SENDING --sent--> ENDING
 *      ^                   |         (a reason is there already) -------->|                |
 *      |                   |                    |                         |                |
 *      +------- left ------+-------- left ------+------ left, waits ------+----- left -----+
 * </pre>
 *
 * <p>{@code left} is legal in every state; while DONE is being sent it waits for the sender. A method that answers true obliges
 * its caller to send DONE and to say {@code sent}, whatever happens. Safe for any thread.
 */
final class IdleGate {

    /** Where the connection stands. */
    enum State {
        /** No IDLE: commands may be sent. */
        RESTING,
        /** IDLE is sent, the server has not accepted it yet: DONE must wait. */
        STARTING,
        /** The server is idling. */
        IDLING,
        /** Somebody is sending DONE; no command may be sent before that is over. */
        SENDING,
        /** DONE is sent. */
        ENDING
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private final Condition sent = lock.newCondition();
    private final Set<IdleOutcome> reasons = EnumSet.noneOf(IdleOutcome.class); // guarded by lock
    private State state = State.RESTING; // guarded by lock
    private long round; // guarded by lock

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Starts an IDLE; gives its number, or 0 when a reason not to is remembered. */
    long begin() {
        lock.lock();
        try {
            require(State.RESTING);
            if (!reasons.isEmpty()) {
                return 0;
            }
            state = State.STARTING;
            return ++round;
        } finally {
            lock.unlock();
        }
    }

    /** The server accepted. True when a reason is there already: send DONE. */
    boolean entered() {
        lock.lock();
        try {
            require(State.STARTING);
            state = State.IDLING;
            return endIfReason();
        } finally {
            lock.unlock();
        }
    }

    /** A reason to end this IDLE, or the next one when there is none. True: send DONE. */
    boolean raise(IdleOutcome reason) {
        lock.lock();
        try {
            reasons.add(reason);
            raised.signalAll();
            return endIfReason();
        } finally {
            lock.unlock();
        }
    }

    /** The time of an IDLE is over; of no effect when that one has ended already. True: send DONE. */
    boolean timeUp(long ofRound) {
        lock.lock();
        try {
            return ofRound == round && state != State.RESTING && raise(IdleOutcome.TIMED_OUT);
        } finally {
            lock.unlock();
        }
    }

    /** DONE is on its way, or could not be sent. */
    void sent() {
        lock.lock();
        try {
            require(State.SENDING);
            state = State.ENDING;
            sent.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The IDLE is over, or failed. Waits for the thread that is sending DONE, which the write time-out bounds. */
    void left() {
        lock.lock();
        try {
            while (state == State.SENDING) {
                sent.awaitUninterruptibly();
            }
            state = State.RESTING;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the most important reason; the others stay remembered, but for the time. */
    IdleOutcome take() {
        lock.lock();
        try {
            require(State.RESTING);
            IdleOutcome reason = reasons.stream().findFirst().orElse(IdleOutcome.TIMED_OUT);
            reasons.remove(reason);
            reasons.remove(IdleOutcome.TIMED_OUT);
            return reason;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a reason without any IDLE. An interrupt counts as waking, and stays set. */
    IdleOutcome await(Duration limit) {
        lock.lock();
        try {
            require(State.RESTING);
            long left = limit.toNanos();
            while (reasons.isEmpty() && left > 0) {
                left = raised.awaitNanos(left);
            }
            return take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return IdleOutcome.WOKEN;
        } finally {
            lock.unlock();
        }
    }

    private boolean endIfReason() {
        if (state != State.IDLING || reasons.isEmpty()) {
            return false;
        }
        state = State.SENDING;
        return true;
    }

    private void require(State expected) {
        if (state != expected) {
            throw new IllegalStateException("the connection is " + state + ", not " + expected);
        }
    }
}
