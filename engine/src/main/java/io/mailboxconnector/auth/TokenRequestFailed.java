package io.mailboxconnector.auth;

import io.mailboxconnector.api.MailboxException;
import java.time.Duration;

/**
 * A token could not be got: the failure for callers, and what follows from it for the next request.
 *
 * <p>Immutable, as far as exceptions are.
 */
public final class TokenRequestFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /** What follows from a failure. */
    public enum Consequence {
        /** The authorization server said no and will say no again: ask rarely. */
        ASK_RARELY,
        /** It may work soon: ask again with growing delay. */
        ASK_LATER,
        /** Only this caller gave up: nothing is remembered. */
        FORGET
    }

    private final MailboxException failure;
    private final Consequence consequence;
    private final Duration retryAfter;
    private final boolean clientRefused;

    private TokenRequestFailed(
            MailboxException failure, Consequence consequence, Duration retryAfter, boolean clientRefused) {
        super(failure.getMessage(), failure);
        this.failure = failure;
        this.consequence = consequence;
        this.retryAfter = retryAfter;
        this.clientRefused = clientRefused;
    }

    /**
     * The authorization server said no, and will until somebody changes something.
     *
     * @param failure the failure for callers
     * @return the exception
     */
    public static TokenRequestFailed refused(MailboxException failure) {
        return new TokenRequestFailed(failure, Consequence.ASK_RARELY, Duration.ZERO, false);
    }

    /**
     * The authorization server did not accept what the client proved itself with; another secret may do.
     *
     * @param failure the failure for callers
     * @return the exception
     */
    public static TokenRequestFailed clientRefused(MailboxException failure) {
        return new TokenRequestFailed(failure, Consequence.ASK_RARELY, Duration.ZERO, true);
    }

    /**
     * It may work soon.
     *
     * @param failure the failure for callers
     * @param retryAfter how long the server wants to be left alone; zero when it did not say
     * @return the exception
     */
    public static TokenRequestFailed transientFailure(MailboxException failure, Duration retryAfter) {
        return new TokenRequestFailed(failure, Consequence.ASK_LATER, retryAfter, false);
    }

    /**
     * Only this caller gave up.
     *
     * @param failure the failure for the caller
     * @return the exception
     */
    public static TokenRequestFailed abandoned(MailboxException failure) {
        return new TokenRequestFailed(failure, Consequence.FORGET, Duration.ZERO, false);
    }

    /**
     * The failure for callers.
     *
     * @return the failure
     */
    public MailboxException failure() {
        return failure;
    }

    /**
     * Whether the proof of the client was refused, and not something else.
     *
     * @return true when another secret may do
     */
    public boolean isClientRefused() {
        return clientRefused;
    }

    /** The message of the failure. */
    String text() {
        return String.valueOf(failure.getMessage());
    }

    Consequence consequence() {
        return consequence;
    }

    /** How long the server wants to be left alone; zero when it did not say. */
    Duration retryAfter() {
        return retryAfter;
    }
}
