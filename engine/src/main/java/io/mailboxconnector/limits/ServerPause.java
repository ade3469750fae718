package io.mailboxconnector.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * A time during which a server wants to be left alone. Immutable.
 *
 * @param from when it said so
 * @param length for how long
 */
record ServerPause(Instant from, Duration length) {

    /** No provider blocks for longer; a number beyond it is nonsense. */
    static final Duration LONGEST = Duration.ofDays(1);

    static final ServerPause NONE = new ServerPause(Instant.EPOCH, Duration.ZERO);

    /** Cuts what no server means. */
    ServerPause {
        length = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    Instant until() {
        return from.plus(length);
    }

    /** What is left of it; nothing, too, when the clock was set back before its beginning. */
    Duration left(Instant now) {
        Duration left = Duration.between(now, until());
        return left.isNegative() || now.isBefore(from) ? Duration.ZERO : left;
    }

    /** The one of the two that ends later. */
    ServerPause or(ServerPause other) {
        return until().isBefore(other.until()) ? other : this;
    }
}
