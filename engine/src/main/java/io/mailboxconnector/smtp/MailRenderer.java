package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import jakarta.mail.Header;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RenderedMail} of a message: one for each message.
 *
 * <p>The message is written out once and read back as a copy, so that signed content goes out byte by byte as it is and
 * nothing that happens to the copy reaches the caller.
 */
final class MailRenderer {

    /** A line break that does not fold (RFC 5322 §2.2.3) would begin another header; other controls have no business here. */
    private static final Pattern UNFIT =
            Pattern.compile("(?>\\r\\n|\\r|\\n)(?![ \\t])|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private static final String MESSAGE_ID = "Message-ID";

    private final String mailbox;
    private final Instant now;

    MailRenderer(String mailbox, Instant now) {
        this.mailbox = mailbox;
        this.now = now;
    }

    RenderedMail render(MimeMessage original) {
        try {
            Envelope envelope = Envelope.of(original, mailbox);
            checkHeaders(original);
            @Nullable String ownId = original.getMessageID();
            SMTPMessage copy = new SMTPMessage(null, new SharedByteArrayInputStream(bytesOf(original)));
            String messageId = messageId(original, ownId, envelope);
            complete(copy, messageId);
            copy.setEnvelopeFrom(envelope.reversePath());
            envelope.copyNotificationOptions(original, copy);
            return measured(copy, messageId, envelope);
        } catch (MessagingException | IOException e) {
            throw MESSAGES.cannotRender(true, List.of(), e, mailbox, ServerText.clean(e.getMessage()));
        }
    }

    private static byte[] bytesOf(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    private void checkHeaders(MimeMessage message) throws MessagingException {
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (header.getValue() != null && UNFIT.matcher(header.getValue()).find()) {
                throw MESSAGES.headerInjection(true, List.of(), null, mailbox, ServerText.oneLine(header.getName()));
            }
        }
    }

    /** The caller's own id, the one that the draft gave itself, or a new one that the caller's message receives too. */
    private static String messageId(MimeMessage original, @Nullable String ownId, Envelope envelope)
            throws MessagingException {
        if (ownId != null) {
            return ownId;
        }
        if (original instanceof DraftMessage) {
            return original.getMessageID();
        }
        String messageId = DraftMessage.newMessageId(envelope.domain());
        try {
            original.setHeader(MESSAGE_ID, messageId);
        } catch (IllegalWriteException e) {
            // A message that lies in a folder cannot take the id; only the copy has it then.
            return messageId;
        }
        return messageId;
    }

    private void complete(SMTPMessage copy, String messageId) throws MessagingException {
        copy.removeHeader("Bcc");
        copy.removeHeader("Resent-Bcc");
        copy.removeHeader("Content-Length");
        copy.setHeader(MESSAGE_ID, messageId);
        if (copy.getHeader("Date") == null) {
            copy.setSentDate(Date.from(now));
        }
        if (copy.getHeader("From") == null) {
            copy.setFrom(new InternetAddress(mailbox));
        }
    }

    private static RenderedMail measured(SMTPMessage copy, String messageId, Envelope envelope)
            throws MessagingException, IOException {
        MeasuringStream measure = new MeasuringStream();
        copy.writeTo(new CRLFOutputStream(measure));
        return new RenderedMail(
                messageId, envelope.sender(), envelope.recipients(), copy, measure.size(), measure.isEightBit());
    }
}
