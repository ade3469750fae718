package io.mailboxconnector.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server asked for less: too many connections, commands or messages.
 *
 * @since 0.1
 */
public final class MailboxThrottled extends MailboxException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

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
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.retryAfter(retryAfter);
    }
}
