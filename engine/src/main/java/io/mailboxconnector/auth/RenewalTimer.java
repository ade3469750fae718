package io.mailboxconnector.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one moment at which a token is to be looked at again. Not thread-safe: guarded by the lock of its owner. */
final class RenewalTimer {

    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Runnable renewal;
    private @Nullable ScheduledFuture<?> next;

    RenewalTimer(ScheduledExecutorService timer, Clock clock, Runnable renewal) {
        this.timer = timer;
        this.clock = clock;
        this.renewal = renewal;
    }

    /** Sets the moment in place of any other. */
    void set(Instant moment) {
        cancel();
        Duration delay = Duration.between(clock.instant(), moment);
        // One more, since the rounded time would come too early.
        next = timer.schedule(renewal, Math.max(0, delay.toMillis()) + 1, TimeUnit.MILLISECONDS);
    }

    void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
