package io.mailboxconnector.outbound;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work on a connection that the container may take away from its handles: one thread at a time, and nobody is
 * interrupted. Safe for any thread; no lock is held while somebody is at work.
 */
final class Occupancy {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> afterwards = new ArrayDeque<>(); // guarded by lock
    private @Nullable Thread worker; // guarded by lock
    private int depth; // guarded by lock

    /** The calling thread begins to work; waits for another one. It may begin again what it has begun. */
    void enter() {
        Thread self = Thread.currentThread();
        lock.lock();
        try {
            while (worker != null && worker != self) {
                changed.awaitUninterruptibly();
            }
            worker = self;
            depth++;
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread has done what it began last; nothing happens when it is not at work. */
    void leave() {
        leave(1);
    }

    /** The calling thread has done all that it began; nothing happens when it is not at work. */
    void vacate() {
        leave(Integer.MAX_VALUE);
    }

    /**
     * Does something while nobody is at work, as soon as that is so and a condition holds.
     *
     * @param condition looked at whenever somebody has done something
     * @param limit how long to wait for both
     * @param action must not block
     * @return whether it was done
     * @throws InterruptedException when the wait was ended from outside
     */
    boolean whenIdle(BooleanSupplier condition, Duration limit, Runnable action) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (worker != null || !condition.getAsBoolean()) {
                // Whoever is at work cannot wait for its own end.
                if (nanos <= 0 || worker == Thread.currentThread()) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            action.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Does something once nobody is at work: now, or by the thread that is. */
    void afterwards(Runnable action) {
        lock.lock();
        try {
            if (worker != null) {
                afterwards.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    private void leave(int levels) {
        Queue<Runnable> due = new ArrayDeque<>();
        lock.lock();
        try {
            if (worker != Thread.currentThread()) {
                return;
            }
            depth = Math.max(0, depth - levels);
            if (depth == 0) {
                worker = null;
                due.addAll(afterwards);
                afterwards.clear();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
    }
}
