package io.mailboxconnector.inbound.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The growing, capped, jittered pause between attempts to connect. Used by one thread.
 *
 * <p>The pause doubles with each failure. It starts afresh only after a connection survived a stable time, so that a
 * server which accepts and drops connections is not hammered.
 */
final class BackOff {

    /** A connection that lived this long counts as stable. */
    static final Duration STABLE = Duration.ofSeconds(60);

    /**
     * How fast a kind of failure is retried.
     *
     * @param first the pause after the first failure
     * @param limit the longest pause
     */
    record Pace(Duration first, Duration limit) {
        /** The server is away or hiccups. */
        static final Pace NORMAL = new Pace(Duration.ofSeconds(1), Duration.ofMinutes(2));
        /** Too many connections, by us or others: they do not end within seconds. */
        static final Pace LIMIT = new Pace(Duration.ofSeconds(15), Duration.ofMinutes(10));
        /** A login was refused: repeating it fast locks accounts. */
        static final Pace AUTHENTICATION = new Pace(Duration.ofSeconds(30), Duration.ofMinutes(15));
        /** The configuration is wrong: it may become right when a resource is bound or a folder created. */
        static final Pace CONFIGURATION = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(5));
    }

    private final RandomGenerator random;
    private int failures;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause before the next attempt: between half and all of the doubled pause, never less than the floor. */
    Duration afterFailure(Pace pace, Duration floor) {
        long millis = pace.first().toMillis();
        for (int i = 0; i < failures && millis < pace.limit().toMillis(); i++) {
            millis *= 2;
        }
        failures++;
        long capped = Math.min(millis, pace.limit().toMillis());
        Duration jittered = Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
        return jittered.compareTo(floor) < 0 ? floor : jittered;
    }

    /** A connection ended after it had lived so long. */
    void afterConnection(Duration lived) {
        if (lived.compareTo(STABLE) >= 0) {
            failures = 0;
        }
    }
}
