package io.mailboxconnector.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A limit on something that waits: when the time is over before {@link #close()}, an action ends the waiting, such as closing a
 * connection.
 *
 * <p>Made for try-with-resources. Safe for use by any number of threads.
 */
public final class Deadline implements AutoCloseable {

    private final AtomicBoolean over = new AtomicBoolean();
    private final Runnable action;
    private final Future<?> timer;

    /**
     * Starts the clock.
     *
     * @param timers runs the action
     * @param limit the time from now
     * @param action what ends the waiting, must not block; also run at once when the timers have ended, because then
     *     nothing may wait
     */
    Deadline(ScheduledExecutorService timers, Duration limit, Runnable action) {
        this.action = action;
        this.timer = schedule(timers, limit);
    }

    /**
     * Whether the time was over and the action was run.
     *
     * @return true from then on
     */
    public boolean isOver() {
        return over.get();
    }

    /** Stops the clock. Idempotent, never throws. */
    @Override
    public void close() {
        timer.cancel(false);
    }

    private Future<?> schedule(ScheduledExecutorService timers, Duration limit) {
        try {
            return timers.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            expire();
            return CompletableFuture.completedFuture(null);
        }
    }

    private void expire() {
        over.set(true);
        action.run();
    }
}
