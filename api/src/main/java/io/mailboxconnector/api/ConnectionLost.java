package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * An established connection broke while something was asked of the server that can safely be asked again.
 *
 * @since 0.1
 */
public sealed class ConnectionLost extends MailboxException permits TokenExpired {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public ConnectionLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.retry();
    }
}
