package io.mailboxconnector.auth;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The states of a {@link TokenEntry}, whose comment has the diagram. Immutable values. */
sealed interface TokenState {

    /** Nothing is known yet. */
    record Empty() implements TokenState {}

    /** There is no usable token; one caller is getting one and the others wait for it. */
    record Fetching(@Nullable Remembered before) implements TokenState {}

    /** There is a token; perhaps the last attempt to renew it failed. */
    record Valid(Held held, @Nullable Remembered before) implements TokenState {

        /** When it is to be renewed: at 80 % of its life, and not before a failure allows the next attempt. */
        Instant dueAt() {
            Instant regular = held.refreshAt();
            return before == null || before.until.isBefore(regular) ? regular : before.until;
        }
    }

    /** There is a token, which is being renewed. */
    record Refreshing(Held held, @Nullable Remembered before) implements TokenState {}

    /** There is no token, because getting one failed. */
    record Failed(Remembered before) implements TokenState {}

    /** The end. */
    record Closed() implements TokenState {}

    /** The failure that the next attempt follows, if any. */
    default @Nullable Remembered before() {
        return null;
    }

    /** The token, however close to its end; null when there is none. */
    default @Nullable Held held() {
        return null;
    }

    /** Whether a request is under way. */
    default boolean isInFlight() {
        return this instanceof Fetching || this instanceof Refreshing;
    }

    /** The token, unless there is none or it is too close to its end. */
    default @Nullable Held heldAt(Instant now) {
        if (this instanceof Valid valid) {
            return valid.held.isUsable(now) ? valid.held : null;
        }
        if (this instanceof Refreshing refreshing) {
            return refreshing.held.isUsable(now) ? refreshing.held : null;
        }
        return null;
    }

    /** Whether the diagram has an arrow from here to there. */
    default boolean mayBecome(TokenState next) {
        if (this instanceof Closed) {
            return false;
        }
        if (next instanceof Closed) {
            return true;
        }
        if (this instanceof Empty || this instanceof Failed) {
            return next instanceof Fetching;
        }
        if (this instanceof Fetching) {
            return next instanceof Valid || next instanceof Failed || next instanceof Empty;
        }
        if (this instanceof Valid) {
            return next instanceof Refreshing || next instanceof Fetching;
        }
        return next instanceof Valid;
    }

    /**
     * A token with the time it was got.
     *
     * @param token the token
     * @param since when it was asked for
     */
    record Held(Token token, Instant since) {

        private static final int REFRESH_AT_PERCENT = 80;
        private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);
        private static final int MARGIN_DIVISOR = 10;

        /** When it should be renewed: at 80 % of its life. */
        Instant refreshAt() {
            return since.plus(life().multipliedBy(REFRESH_AT_PERCENT).dividedBy(100));
        }

        /** Whether a connection may still be opened with it: 60 s before the end, or a tenth of a short life, no more. */
        boolean isUsable(Instant now) {
            Duration tenth = life().dividedBy(MARGIN_DIVISOR);
            Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
            return now.isBefore(token.expiresAt().minus(margin));
        }

        private Duration life() {
            return Duration.between(since, token.expiresAt());
        }
    }

    /**
     * A failure that callers get without a new request until its time is over.
     *
     * @param failure the failure
     * @param until when the next attempt is allowed
     * @param attempts how many attempts have failed in a row
     */
    record Remembered(MailboxException failure, Instant until, int attempts) {

        static final Duration FIRST_DELAY = Duration.ofSeconds(2);
        static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
        static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

        private static final double LEAST_PART = 0.75;
        private static final int MOST_DOUBLINGS = 10;

        /**
         * What to remember of a failure.
         *
         * @param failed the failure
         * @param before the failure of the attempt before, if that failed
         * @param clock the clock
         * @param chance from 0 to 1, spreads the attempts of many nodes
         */
        static Remembered of(TokenRequestFailed failed, @Nullable Remembered before, Clock clock, double chance) {
            int attempts = before == null ? 1 : before.attempts + 1;
            Duration delay = longer(delay(failed, attempts, chance), shorter(failed.retryAfter(), LONGEST_RETRY_AFTER));
            return new Remembered(failed.failure(), clock.instant().plus(delay), attempts);
        }

        boolean blocks(Instant now) {
            return now.isBefore(until);
        }

        /** The failure for one more caller, of the same kind and number, with the original as its cause. */
        MailboxException again(Instant now) {
            String message = AuthMessages.MESSAGES.remembered(String.valueOf(failure.getMessage()), until);
            if (failure instanceof AuthenticationFailed) {
                return new AuthenticationFailed(message, failure);
            }
            if (failure instanceof ConfigurationInvalid) {
                return new ConfigurationInvalid(message, failure);
            }
            if (failure instanceof MailboxThrottled) {
                return new MailboxThrottled(message, Duration.between(now, until), failure);
            }
            return new MailboxUnavailable(message, failure);
        }

        private static Duration delay(TokenRequestFailed failed, int attempts, double chance) {
            if (failed.consequence() == TokenRequestFailed.Consequence.ASK_RARELY) {
                return LONGEST_DELAY;
            }
            Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
            Duration capped = shorter(doubled, LONGEST_DELAY);
            return Duration.ofMillis((long) (capped.toMillis() * (LEAST_PART + (1 - LEAST_PART) * chance)));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }
    }
}
