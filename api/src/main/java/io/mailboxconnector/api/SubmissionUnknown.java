package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost after a message was transmitted completely and before the server answered: the message may have been
 * sent (RFC 1047). Never repeat it blindly.
 *
 * @since 0.1
 */
public final class SubmissionUnknown extends MailboxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public SubmissionUnknown(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.checkFirst();
    }
}
