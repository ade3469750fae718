package io.mailboxconnector.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock for intervals: begins with the time of another one and goes on by {@link System#nanoTime}, so that a system clock
 * which is set, forwards or backwards, neither delays nor hurries anything. What it tells is not to be shown to anybody.
 *
 * <p>Immutable, safe for any thread.
 */
final class SteadyClock extends Clock {

    private final Instant start;
    private final long startNanos;
    private final ZoneId zone;

    private SteadyClock(Instant start, long startNanos, ZoneId zone) {
        this.start = start;
        this.startNanos = startNanos;
        this.zone = zone;
    }

    /** Begins now. */
    static Clock from(Clock clock) {
        return new SteadyClock(clock.instant(), System.nanoTime(), clock.getZone());
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(start, startNanos, other);
    }
}
