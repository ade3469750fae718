package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The server has no such folder, or the mail is gone ({@code NONEXISTENT}, {@code TRYCREATE}, RFC 5530 §3).
 *
 * @since 0.1
 */
public final class NotFound extends MailboxRefused {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public NotFound(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
