package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The storage of the mailbox is used up ({@code OVERQUOTA}, RFC 5530 §3; {@code 552 5.2.2}, {@code 452 4.2.2}, RFC 3463 §3.3):
 * nothing more can be stored until somebody deletes mails or raises the quota.
 *
 * @since 0.1
 */
public final class MailboxFull extends MailboxRefused {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public MailboxFull(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
