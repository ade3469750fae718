package io.mailboxconnector.inbound.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * When a connection is renewed because its token ends: servers cut it then, in the middle of anything. From the first moment
 * on when nothing is under way, from the second on in any case. Immutable.
 *
 * @param quiet from then on a quiet moment is used
 * @param latest from then on any moment is
 */
record Retirement(Instant quiet, Instant latest) {

    private static final Duration QUIET_MARGIN = Duration.ofMinutes(5);
    private static final Duration LATEST_MARGIN = Duration.ofMinutes(1);

    /** For a connection that is opened now with a token that ends then; {@link Instant#MAX} for none. */
    static Retirement of(Instant tokenEnd, Instant now) {
        if (tokenEnd.equals(Instant.MAX)) {
            return new Retirement(Instant.MAX, Instant.MAX);
        }
        Duration life = Duration.between(now, tokenEnd);
        return new Retirement(
                tokenEnd.minus(shorter(life.dividedBy(3), QUIET_MARGIN)),
                tokenEnd.minus(shorter(life.dividedBy(5), LATEST_MARGIN)));
    }

    boolean isDue(Instant now, boolean isQuiet) {
        return !now.isBefore(isQuiet ? quiet : latest);
    }

    /** When to look again. */
    Instant next(Instant now) {
        return now.isBefore(quiet) ? quiet : latest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
