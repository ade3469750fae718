package io.mailboxconnector.smtp;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;

/**
 * A message in its final form, rendered before any connection is used.
 *
 * @param messageId the Message-ID with angle brackets
 * @param sender the envelope sender
 * @param recipients the envelope recipients, without duplicates
 * @param message the completed message
 */
public record RenderedMail(
        String messageId, InternetAddress sender, List<InternetAddress> recipients, MimeMessage message) {

    public static RenderedMail render(MimeMessage message, String mailbox, Instant now) {
        throw new UnsupportedOperationException();
    }
}
