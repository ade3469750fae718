package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot be reached or cannot serve right now.
 *
 * @since 0.1
 */
public final class MailboxUnavailable extends MailboxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public MailboxUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.retry();
    }
}
