package io.mailboxconnector.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * How long before the end of its token a session is given up: servers cut it then, in the middle of anything. A share of the
 * token's life, so that a short one is used for most of it, and no more than a limit. Immutable.
 */
public enum TokenMargin {
    /** A moment when nothing is under way is used from then on. */
    QUIET(3, Duration.ofMinutes(5)),
    /** The next operation does not begin any more: a token must last for one at least. */
    LATEST(5, Duration.ofMinutes(1));

    private final int share;
    private final Duration longest;

    TokenMargin(int share, Duration longest) {
        this.share = share;
        this.longest = longest;
    }

    /**
     * How long before its end.
     *
     * @param life how long the token lives
     * @return the margin
     */
    public Duration of(Duration life) {
        Duration part = life.dividedBy(share);
        return part.compareTo(longest) < 0 ? part : longest;
    }

    /**
     * When a session with a token is given up.
     *
     * @param openedAt when the session was opened
     * @param tokenEnd when its token ends; {@link Instant#MAX} for none
     * @return {@link Instant#MAX} for no token
     */
    public Instant endOfUse(Instant openedAt, Instant tokenEnd) {
        return tokenEnd.equals(Instant.MAX) ? tokenEnd : tokenEnd.minus(of(Duration.between(openedAt, tokenEnd)));
    }
}
