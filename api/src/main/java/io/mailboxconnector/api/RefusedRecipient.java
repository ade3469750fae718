package io.mailboxconnector.api;

import java.io.Serializable;

/**
 * A recipient that the server refused, with its reason.
 *
 * @param address the address as it was sent
 * @param replyCode the SMTP reply code, such as 550
 * @param enhancedStatus the enhanced status code (RFC 3463), such as {@code 5.1.1}; empty text when the server gave none
 * @param reply the reply in the server's words, without control characters
 * @since 0.1
 */
public record RefusedRecipient(String address, int replyCode, String enhancedStatus, String reply)
        implements Serializable {

    /**
     * Whether repeating is pointless.
     *
     * @return true for a 5xx reply
     */
    public boolean isPermanent() {
        return replyCode >= 500;
    }

    /**
     * Whether the mailbox of the recipient is full (RFC 3463 §3.3, {@code X.2.2}; without an enhanced status the reply 552).
     *
     * @return true when it is
     */
    public boolean isMailboxFull() {
        return enhancedStatus.isEmpty() ? replyCode == 552 : enhancedStatus.endsWith(".2.2");
    }
}
