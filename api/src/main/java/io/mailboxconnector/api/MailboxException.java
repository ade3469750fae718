package io.mailboxconnector.api;

import jakarta.ejb.ApplicationException;

/**
 * The root of all failures of the connector: unchecked, a closed family with one class per outcome.
 *
 * <p>The message says what happened, to which mailbox, and ends with what to do about it. It begins with a code, which
 * {@link #code()} gives alone; the same code stands in the log and in the documentation, with the same remedy. No message ever contains a
 * password, a token or the content of a mail.
 *
 * <p>Thrown by an enterprise bean it rolls back the transaction (it is an application exception with rollback), and
 * callers receive it unwrapped.
 *
 * @since 0.1
 */
@ApplicationException(rollback = true, inherited = true)
public abstract sealed class MailboxException extends RuntimeException
        permits AuthenticationFailed,
                ConfigurationInvalid,
                ConnectionLost,
                MailboxRefused,
                MailboxThrottled,
                MailboxUnavailable,
                SubmissionRejected,
                SubmissionUnknown {

    private static final long serialVersionUID = 1L;

    private static final int CODE_LENGTH = "MBX00000".length();

    MailboxException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * The number of this failure, the same in log, exception and documentation.
     *
     * @return {@code MBX} and five digits
     */
    public String code() {
        String message = String.valueOf(getMessage());
        return message.startsWith("MBX") && message.length() >= CODE_LENGTH
                ? message.substring(0, CODE_LENGTH)
                : "MBX00000";
    }

    /**
     * Whether and when the same operation may be repeated.
     *
     * @return the advice
     */
    public abstract RetryAdvice retryAdvice();
}
