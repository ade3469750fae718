package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.api.outgoing.OutgoingAttachment;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.fault.ServerText;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Builds the MIME structure: {@code mixed(alternative(text, related(html, images)), files)}, with no level that has only one
 * part (RFC 2046 §5.1, RFC 2387). For one mail and one thread.
 */
final class BodyBuilder {

    private static final Pattern CONTENT_ID = Pattern.compile("[^\\s<>\\p{Cntrl}]{1,200}");

    private final OutgoingMail mail;
    private final List<OutgoingAttachment> images;
    private final List<OutgoingAttachment> files;

    /** Something that has a text or parts. */
    private interface Content {
        void into(Part part) throws MessagingException;
    }

    BodyBuilder(OutgoingMail mail) {
        this.mail = mail;
        this.images = mail.attachments().stream()
                .filter(one -> one.contentId().isPresent())
                .toList();
        this.files = mail.attachments().stream()
                .filter(one -> one.contentId().isEmpty())
                .toList();
        if (!images.isEmpty() && mail.html().isEmpty()) {
            throw MESSAGES.imageWithoutHtml(
                    true, List.of(), null, ServerText.oneLine(images.get(0).name()));
        }
    }

    void fill(MimeMessage message) throws MessagingException {
        if (files.isEmpty()) {
            body().into(message);
            return;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(part(body()));
        for (OutgoingAttachment file : files) {
            mixed.addBodyPart(attached(file));
        }
        message.setContent(mixed);
    }

    private Content body() throws MessagingException {
        Content text = text(mail.text().orElse(""), "plain");
        if (mail.html().isEmpty()) {
            return text;
        }
        Content html = html(mail.html().get());
        return mail.text().isEmpty() ? html : multipart("alternative", part(text), part(html));
    }

    private Content html(String document) throws MessagingException {
        Content html = text(document, "html");
        if (images.isEmpty()) {
            return html;
        }
        MimeMultipart related = new MimeMultipart("related");
        related.addBodyPart(part(html));
        for (OutgoingAttachment image : images) {
            related.addBodyPart(attached(image));
        }
        return part -> part.setContent(related);
    }

    private static Content multipart(String subtype, BodyPart... parts) throws MessagingException {
        Multipart multipart = new MimeMultipart(subtype);
        for (BodyPart part : parts) {
            multipart.addBodyPart(part);
        }
        return part -> part.setContent(multipart);
    }

    private static Content text(String text, String subtype) {
        return part -> part.setContent(text, "text/" + subtype + "; charset=UTF-8");
    }

    private static MimeBodyPart part(Content content) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        content.into(part);
        return part;
    }

    private static MimeBodyPart attached(OutgoingAttachment attachment) throws MessagingException {
        MailComposer.oneLine("attachment name", attachment.name());
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new AttachmentSource(attachment)));
        part.setHeader("Content-Type", contentType(attachment));
        // Decided without reading the content: choosing by content would read every attachment twice.
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(attachment.contentId().isPresent() ? Part.INLINE : Part.ATTACHMENT);
        part.setFileName(attachment.name());
        if (attachment.contentId().isPresent()) {
            part.setContentID("<" + contentId(attachment.contentId().get()) + ">");
        }
        return part;
    }

    private static String contentType(OutgoingAttachment attachment) {
        try {
            return new ContentType(MailComposer.oneLine("contentType", attachment.contentType())).toString();
        } catch (ParseException e) {
            throw MESSAGES.unfitField(
                    true,
                    List.of(),
                    e,
                    "contentType",
                    ServerText.oneLine(attachment.contentType()),
                    "a media type such as application/pdf");
        }
    }

    private static String contentId(String id) {
        if (!CONTENT_ID.matcher(id).matches()) {
            throw MESSAGES.unfitField(
                    true,
                    List.of(),
                    null,
                    "contentId",
                    ServerText.oneLine(id),
                    "an id without blanks and angle brackets");
        }
        return id;
    }
}
