package io.mailboxconnector.outbound.outbox;

import java.time.Instant;
import java.util.List;

/**
 * A mail that waits for an administrator.
 *
 * @param id by which it is sent once more or deleted
 * @param state rejected or unknown
 * @param since when it was parked
 * @param mailbox the mailbox that sends
 * @param messageId its Message-ID
 * @param recipients to whom it is addressed
 * @param attempts how often it was tried
 * @param reason why it waits, with the code of the message
 */
public record ParkedMail(
        String id,
        OutboxState state,
        Instant since,
        String mailbox,
        String messageId,
        List<String> recipients,
        int attempts,
        String reason) {

    /** Copies the list. */
    public ParkedMail {
        recipients = List.copyOf(recipients);
    }
}
