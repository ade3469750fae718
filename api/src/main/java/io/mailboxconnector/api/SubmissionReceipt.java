package io.mailboxconnector.api;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;

/**
 * The server's word that it took responsibility for a message (RFC 5321 §4.2.5).
 *
 * @param messageId the {@code Message-ID} of the message, with angle brackets
 * @param serverReply the reply to the whole message, in the server's words
 * @param queueId by what name the server knows the message, as far as its reply tells; empty text when it does not
 * @param accepted the recipients that the server accepted
 * @param refused the recipients that it refused; always empty unless {@code partial=accept} is configured
 * @param acceptedAt when the reply arrived
 * @param sentCopy whether the message lies in the Sent folder
 * @since 0.1
 */
public record SubmissionReceipt(
        String messageId,
        String serverReply,
        String queueId,
        List<InternetAddress> accepted,
        List<RefusedRecipient> refused,
        Instant acceptedAt,
        SentCopy sentCopy) {

    /** Copies the lists. */
    public SubmissionReceipt {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /**
     * The same receipt, with what became of the copy for the Sent folder.
     *
     * @param copy what became of it
     * @return the new receipt
     */
    public SubmissionReceipt with(SentCopy copy) {
        return new SubmissionReceipt(messageId, serverReply, queueId, accepted, refused, acceptedAt, copy);
    }
}
