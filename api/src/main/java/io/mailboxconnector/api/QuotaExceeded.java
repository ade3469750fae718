package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * A limit of the server other than the storage is reached, and waiting does not help: too many folders, too many keywords, a mail
 * that is too big ({@code LIMIT}, RFC 5530 §3; {@code TOOBIG}, RFC 7889 §5).
 *
 * @since 0.1
 */
public final class QuotaExceeded extends MailboxRefused {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public QuotaExceeded(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
