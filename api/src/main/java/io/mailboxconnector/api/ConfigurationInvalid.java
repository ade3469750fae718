package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The configuration is wrong or incomplete. The message lists every fault with property, value, allowed values and remedy.
 *
 * @since 0.1
 */
public final class ConfigurationInvalid extends MailboxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public ConfigurationInvalid(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.doNotRetry();
    }
}
