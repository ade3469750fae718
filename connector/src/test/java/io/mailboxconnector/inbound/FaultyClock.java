package io.mailboxconnector.inbound;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clock of the system, which fails in threads of a name when it is told to: a defect in the midst of their work. Safe for
 * any thread.
 */
final class FaultyClock extends Clock {

    private final String threads;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    /** One that works for now. */
    FaultyClock(String threads) {
        this.threads = threads;
    }

    void fail(int times) {
        left.set(times);
    }

    int failures() {
        return failures.get();
    }

    @Override
    public Instant instant() {
        if (Thread.currentThread().getName().startsWith(threads)
                && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            failures.incrementAndGet();
            throw new IllegalStateException("the clock has stopped");
        }
        return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
