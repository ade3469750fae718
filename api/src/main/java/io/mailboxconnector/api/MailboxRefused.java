package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The server refused the request for good: a missing permission, a keyword it does not keep, a name that is taken. The outcomes
 * that an application may want to tell apart have a class of their own.
 *
 * @since 0.1
 */
public sealed class MailboxRefused extends MailboxException permits MailboxFull, NotFound, QuotaExceeded, StaleKey {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public MailboxRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.doNotRetry();
    }
}
