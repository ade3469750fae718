package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.smtp.compose.RenderedMail.Octets;
import jakarta.mail.Header;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link RenderedMail} of a message: one for each message.
 *
 * <p>The message is written out once, so that signed content goes out byte by byte as it is; only its header is written anew.
 */
final class MailRenderer {

    /** A line break that does not fold (RFC 5322 §2.2.3) would begin another header; other controls have no business here. */
    private static final Pattern UNFIT =
            Pattern.compile("(?>\\r\\n|\\r|\\n)(?![ \\t])|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

    private static final Pattern HEADER_NAME = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]+");

    private final String mailbox;
    private final Instant now;
    private final Optional<SpoolDirectory> spooling;

    MailRenderer(String mailbox, Instant now, Optional<SpoolDirectory> spooling) {
        this.spooling = spooling;
        this.mailbox = mailbox;
        this.now = now;
    }

    RenderedMail render(MimeMessage original) {
        ContentSpool spool = new ContentSpool(spooling);
        boolean complete = false;
        try {
            Envelope envelope = Envelope.of(original, mailbox);
            checkHeaders(original);
            TransmittedHeader header = new TransmittedHeader(original, original.getMessageID(), envelope, mailbox, now);
            write(original, header, spool);
            Octets octets = new Octets(spool.isEightBit(), header.isInternational(), envelope.isInternational());
            RenderedMail mail = new RenderedMail(
                    header.messageId(),
                    envelope.sender(),
                    envelope.recipients(),
                    spool.content(),
                    octets,
                    DeliveryRequest.of(original));
            complete = true;
            return mail;
        } catch (MessagingException | IOException e) {
            throw classified(e);
        } finally {
            if (!complete) {
                spool.discard();
            }
        }
    }

    private static void write(MimeMessage original, TransmittedHeader header, ContentSpool spool)
            throws MessagingException, IOException {
        HeaderSwap swap = new HeaderSwap(spool, header::bytes);
        original.writeTo(swap);
        swap.flush();
        if (!swap.isComplete()) {
            spool.write(header.bytes());
        }
        if (!spool.endsWithLineBreak()) {
            spool.write(new byte[] {'\r', '\n'});
        }
    }

    /** What an attachment's source said itself stays what is said; Jakarta Mail only wraps it. */
    private MailboxException classified(Exception e) {
        for (@Nullable Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof AttachmentSource.Unreadable unreadable) {
                return MESSAGES.attachmentUnreadable(
                        true,
                        List.of(),
                        e,
                        unreadable.attachment(),
                        mailbox,
                        ServerText.clean(unreadable.getMessage()));
            }
        }
        return MESSAGES.cannotRender(true, List.of(), e, mailbox, ServerText.clean(e.getMessage()));
    }

    private void checkHeaders(MimeMessage message) throws MessagingException {
        for (Header header : Collections.list(message.getAllHeaders())) {
            boolean fit = HEADER_NAME.matcher(header.getName()).matches()
                    && (header.getValue() == null
                            || !UNFIT.matcher(header.getValue()).find());
            if (!fit) {
                throw MESSAGES.headerInjection(true, List.of(), null, mailbox, ServerText.oneLine(header.getName()));
            }
        }
    }

    /** The caller's own id, the one that the draft gave itself, or a new one that the caller's message receives too. */
    static String messageId(MimeMessage original, @Nullable String ownId, Envelope envelope) throws MessagingException {
        if (ownId != null) {
            return ownId;
        }
        if (original instanceof DraftMessage && original.getMessageID() != null) {
            return original.getMessageID();
        }
        String messageId = DraftMessage.newMessageId(envelope.domain());
        try {
            original.setHeader("Message-ID", messageId);
        } catch (IllegalWriteException e) {
            // A message that lies in a folder cannot take the id; only what is sent has it then.
            return messageId;
        }
        return messageId;
    }
}
