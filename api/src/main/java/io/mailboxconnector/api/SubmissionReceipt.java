package io.mailboxconnector.api;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;

/**
 * The server's word that it took responsibility for a message (RFC 5321 §4.2.5); or, for a factory that sends later, the
 * connector's word that it holds the message. {@link #stage()} tells which of the two it is: a message that is held was not
 * shown to a server yet, so there are neither accepted nor refused recipients, and no reply.
 *
 * @param messageId the {@code Message-ID} of the message, with angle brackets
 * @param serverReply the reply to the whole message, in the server's words
 * @param queueId by what name the server knows the message, as far as its reply tells; empty text when it does not
 * @param accepted the recipients that the server accepted
 * @param refused the recipients that it refused; always empty unless {@code partial=accept} is configured
 * @param acceptedAt when the reply arrived, or the message was queued
 * @param sentCopy whether the message lies in the Sent folder
 * @param stage whether the server has it, or the connector
 * @since 0.1
 */
public record SubmissionReceipt(
        String messageId,
        String serverReply,
        String queueId,
        List<InternetAddress> accepted,
        List<RefusedRecipient> refused,
        Instant acceptedAt,
        SentCopy sentCopy,
        SubmissionStage stage) {

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
        return new SubmissionReceipt(messageId, serverReply, queueId, accepted, refused, acceptedAt, copy, stage);
    }

    /**
     * The receipt of a message that the connector holds.
     *
     * @param messageId the {@code Message-ID} of the message
     * @param stage where it is held
     * @param now when it was queued
     * @return a receipt without recipients and without a reply
     */
    public static SubmissionReceipt held(String messageId, SubmissionStage stage, Instant now) {
        return new SubmissionReceipt(messageId, "", "", List.of(), List.of(), now, SentCopy.LEFT_TO_SERVER, stage);
    }
}
