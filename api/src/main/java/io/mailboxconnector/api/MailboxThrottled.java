package io.mailboxconnector.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server asked for less: too many connections, commands or messages.
 *
 * @since 0.1
 */
public final class MailboxThrottled extends MailboxException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final Instant until;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param retryAfter how long the server wants to be left alone; zero when it did not say
     * @param cause the failure underneath, if any
     */
    public MailboxThrottled(String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.until = Clock.systemUTC().instant().plus(retryAfter);
    }

    /**
     * Until when the mailbox is to be left alone.
     *
     * @return by the clock of this machine; empty when the server did not say
     */
    public Optional<Instant> until() {
        return retryAfter.isZero() ? Optional.empty() : Optional.of(until);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.retryAfter(retryAfter);
    }
}
