package io.mailboxconnector.api;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;

/**
 * The server's word that it took responsibility for a message (RFC 5321 §4.2.5).
 *
 * @param messageId the {@code Message-ID} of the message, with angle brackets
 * @param serverReply the reply to the final dot, usually with the server's queue id
 * @param accepted the recipients that the server accepted
 * @param acceptedAt when the reply arrived
 * @since 0.1
 */
public record SubmissionReceipt(
        String messageId, String serverReply, List<InternetAddress> accepted, Instant acceptedAt) {

    /** Copies the list. */
    public SubmissionReceipt {
        accepted = List.copyOf(accepted);
    }
}
