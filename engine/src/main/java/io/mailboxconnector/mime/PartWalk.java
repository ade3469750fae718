package io.mailboxconnector.mime;

import io.mailboxconnector.mime.text.FileName;
import io.mailboxconnector.mime.text.HeaderText;
import io.mailboxconnector.mime.text.LooseParameters;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the parts of a mail and sorts them: the first inline plain text, the first inline HTML, everything else
 * (RFC 2046 §5.1.3, §5.1.4, RFC 2387, RFC 2183).
 *
 * <p>Attached mails are attachments, their parts are not looked at. Used by one thread, once.
 */
final class PartWalk {

    static final int MAX_DEPTH = 50;
    static final int MAX_PARTS = 1000;

    private final String key;
    private final List<ParsedAttachment> attachments = new ArrayList<>();
    private @Nullable MimePart plain;
    private @Nullable MimePart html;
    private int parts;

    PartWalk(String key) {
        this.key = key;
    }

    void walk(MimePart part) throws MessagingException, IOException {
        walk(part, 0);
    }

    Optional<MimePart> plain() {
        return Optional.ofNullable(plain);
    }

    Optional<MimePart> html() {
        return Optional.ofNullable(html);
    }

    List<ParsedAttachment> attachments() {
        return attachments;
    }

    private void walk(MimePart part, int depth) throws MessagingException, IOException {
        if (depth > MAX_DEPTH) {
            throw new MessagingException("nested deeper than " + MAX_DEPTH);
        }
        String type = Content.type(part);
        if (type.startsWith("multipart/")) {
            BoundedMultipart children = new BoundedMultipart(new MimePartDataSource(part), MAX_PARTS - parts);
            parts += children.getCount();
            for (int i = 0; i < children.getCount(); i++) {
                walk((MimeBodyPart) children.getBodyPart(i), depth + 1);
            }
        } else {
            sort(part, type);
        }
    }

    private void sort(MimePart part, String type) throws MessagingException {
        Optional<String> fileName = fileName(part);
        boolean inline = fileName.isEmpty() && !isAttachment(part);
        if (inline && plain == null && (type.isEmpty() || type.equals("text/plain"))) {
            plain = part;
        } else if (inline && html == null && type.equals("text/html")) {
            html = part;
        } else {
            String known = type.isEmpty() ? "text/plain" : type;
            attachments.add(new ParsedAttachment(key, part, known, fileName, isInline(part)));
        }
    }

    private static boolean isAttachment(MimePart part) throws MessagingException {
        return isDisposed(part, Part.ATTACHMENT);
    }

    private static boolean isInline(MimePart part) throws MessagingException {
        boolean named = part.getHeader("Content-ID") != null && !isAttachment(part);
        return named || isDisposed(part, Part.INLINE);
    }

    private static boolean isDisposed(MimePart part, String disposition) throws MessagingException {
        return header(part, "Content-Disposition")
                .map(value -> value.toLowerCase(Locale.ROOT).startsWith(disposition))
                .orElse(false);
    }

    private static Optional<String> fileName(MimePart part) throws MessagingException {
        return header(part, "Content-Disposition")
                .flatMap(PartWalk::nameOfDisposition)
                .or(() -> nameOfType(part))
                .map(HeaderText::decode)
                .flatMap(FileName::safe);
    }

    private static Optional<String> nameOfDisposition(String value) {
        try {
            return Optional.ofNullable(new ContentDisposition(value).getParameter("filename"));
        } catch (ParseException unreadable) {
            return Optional.ofNullable(LooseParameters.of(value).parameters().get("filename"));
        }
    }

    private static Optional<String> nameOfType(MimePart part) {
        try {
            return header(part, "Content-Type")
                    .flatMap(MailHeaders::contentType)
                    .map(type -> type.getParameter("name"));
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(MimePart part, String name) throws MessagingException {
        String @Nullable [] values = part.getHeader(name);
        return values == null || values.length == 0 ? Optional.empty() : Optional.of(HeaderText.unfold(values[0]));
    }
}
