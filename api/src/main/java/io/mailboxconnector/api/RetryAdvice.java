package io.mailboxconnector.api;

import java.time.Duration;

/**
 * What to do after a failure: the decision that the connector itself would take.
 *
 * @param decision whether repeating the operation makes sense
 * @param delay how long to wait at least before repeating; zero where the server named no time
 * @since 0.1
 */
public record RetryAdvice(Decision decision, Duration delay) {

    /** Whether repeating the operation makes sense. */
    public enum Decision {
        /** The same operation may succeed later. */
        RETRY,
        /** The same operation will fail again until somebody changes the configuration, the account or the message. */
        DO_NOT_RETRY,
        /** The operation may have taken effect: find out before repeating it. */
        CHECK_FIRST
    }

    /** Refuses a negative delay. */
    public RetryAdvice {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
    }

    /**
     * Repeating makes sense at any time.
     *
     * @return the advice
     */
    public static RetryAdvice retry() {
        return new RetryAdvice(Decision.RETRY, Duration.ZERO);
    }

    /**
     * Repeating makes sense after a time that the server asked for.
     *
     * @param delay the time to wait at least
     * @return the advice
     */
    public static RetryAdvice retryAfter(Duration delay) {
        return new RetryAdvice(Decision.RETRY, delay);
    }

    /**
     * Repeating is pointless until something is changed.
     *
     * @return the advice
     */
    public static RetryAdvice doNotRetry() {
        return new RetryAdvice(Decision.DO_NOT_RETRY, Duration.ZERO);
    }

    /**
     * The operation may have taken effect.
     *
     * @return the advice
     */
    public static RetryAdvice checkFirst() {
        return new RetryAdvice(Decision.CHECK_FIRST, Duration.ZERO);
    }
}
