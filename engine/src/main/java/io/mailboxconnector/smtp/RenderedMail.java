package io.mailboxconnector.smtp;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;

/**
 * A message in its final form, rendered before any connection is used.
 *
 * <p>Belongs to one thread. Independent of the message it was made from, so it can be submitted again on another session.
 *
 * @param messageId the Message-ID with angle brackets
 * @param sender the envelope sender; an empty address for the null reverse-path (RFC 5321 §4.5.5)
 * @param recipients the envelope recipients, without duplicates
 * @param message the completed message, without {@code Bcc}
 * @param size how many octets are transmitted, without the doubled dots (RFC 1870 §4)
 * @param eightBit whether it contains octets beyond US-ASCII (RFC 6152)
 */
public record RenderedMail(
        String messageId,
        InternetAddress sender,
        List<InternetAddress> recipients,
        MimeMessage message,
        long size,
        boolean eightBit) {

    /** Copies the list. */
    public RenderedMail {
        recipients = List.copyOf(recipients);
    }

    /**
     * Renders a message: adds {@code Date}, {@code From} and {@code Message-ID} where they are missing, collects the
     * envelope, and takes the bytes.
     *
     * <p>The message of the caller stays usable. If it had not been saved, it is saved ({@code saveChanges}) as by every
     * sending; if it had no {@code Message-ID}, it receives the one that is sent, so that sending it once more repeats the
     * same id. Nothing else is changed.
     *
     * @param message the message of the caller
     * @param mailbox the address of the mailbox, for a missing {@code From}
     * @param now the time for a missing {@code Date}
     * @return the rendered mail
     * @throws io.mailboxconnector.api.SubmissionRejected when it has no recipient, an address or header is unfit, or its
     *     content cannot be written
     */
    public static RenderedMail render(MimeMessage message, String mailbox, Instant now) {
        return new MailRenderer(mailbox, now).render(message);
    }

    /**
     * Creates an empty message whose {@code From} is a mailbox and whose {@code Message-ID} will be in its domain.
     *
     * @param mailbox the address of the mailbox
     * @return a message to be filled in
     */
    public static MimeMessage draft(String mailbox) {
        return new DraftMessage(mailbox);
    }
}
