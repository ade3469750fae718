package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The server refused the request for good: a folder that does not exist, a keyword it does not keep, a quota that is used up.
 *
 * @since 0.1
 */
public final class MailboxRefused extends MailboxException {

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
