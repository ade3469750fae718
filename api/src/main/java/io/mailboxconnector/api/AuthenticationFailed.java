package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The login was refused: by the authorization server, or by the mail server after it saw the token or password. Somebody has to
 * change the account or the configuration.
 *
 * @since 0.1
 */
public final class AuthenticationFailed extends MailboxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public AuthenticationFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.doNotRetry();
    }
}
