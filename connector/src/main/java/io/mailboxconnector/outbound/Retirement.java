package io.mailboxconnector.outbound;

import io.mailboxconnector.auth.TokenMargin;
import io.mailboxconnector.outbound.settings.ConnectionLife;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Tells when the session of a side has been used for long enough: it is too old, has done too much, or its token ends soon.
 * Servers cut such sessions in the middle of anything; replacing them between two operations is what nobody notices.
 *
 * <p>Belongs to the thread of its side.
 *
 * @param <S> the type of the session
 */
final class Retirement<S> {

    private final Duration maxAge;
    private final int maxUses;
    private final Clock clock;
    private final Function<S, Instant> tokenEnd;
    private Instant openedAt = Instant.MAX;
    private int uses;

    private Retirement(Duration maxAge, int maxUses, Clock clock, Function<S, Instant> tokenEnd) {
        this.maxAge = maxAge;
        this.maxUses = maxUses;
        this.clock = clock;
        this.tokenEnd = tokenEnd;
    }

    /** For a side on which each operation is a mail. */
    static <S> Retirement<S> byAgeAndUse(ConnectionLife life, Clock clock, Function<S, Instant> tokenEnd) {
        return new Retirement<>(life.maxAge(), life.maxMessages(), clock, tokenEnd);
    }

    /** For a side whose operations are not limited in number. */
    static <S> Retirement<S> byAge(ConnectionLife life, Clock clock, Function<S, Instant> tokenEnd) {
        return new Retirement<>(life.maxAge(), Integer.MAX_VALUE, clock, tokenEnd);
    }

    /** A new session begins. */
    void opened() {
        openedAt = clock.instant();
        uses = 0;
    }

    /** The session is used once more. */
    void used() {
        uses++;
    }

    /** Whether another session shall take the place of this one. */
    boolean isDue(S session) {
        Instant now = clock.instant();
        return uses >= maxUses
                || !now.isBefore(openedAt.plus(maxAge))
                || !now.isBefore(TokenMargin.LATEST.endOfUse(openedAt, tokenEnd.apply(session)));
    }
}
