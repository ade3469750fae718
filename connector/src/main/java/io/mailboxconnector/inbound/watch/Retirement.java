package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.auth.TokenMargin;
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

    /**
     * For a connection that is opened now.
     *
     * @param tokenEnd when its token ends; {@link Instant#MAX} for none
     * @param now the same moment by the clock that {@code tokenEnd} means
     * @param steadyNow and by the clock for intervals, which the result means
     */
    static Retirement of(Instant tokenEnd, Instant now, Instant steadyNow) {
        if (tokenEnd.equals(Instant.MAX)) {
            return new Retirement(Instant.MAX, Instant.MAX);
        }
        Duration life = Duration.between(now, tokenEnd);
        Instant end = steadyNow.plus(life);
        return new Retirement(end.minus(TokenMargin.QUIET.of(life)), end.minus(TokenMargin.LATEST.of(life)));
    }

    boolean isDue(Instant now, boolean isQuiet) {
        return !now.isBefore(isQuiet ? quiet : latest);
    }

    /** When to look again. */
    Instant next(Instant now) {
        return now.isBefore(quiet) ? quiet : latest;
    }
}
