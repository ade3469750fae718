package io.mailboxconnector.mime;

import io.mailboxconnector.mime.text.Charsets;
import io.mailboxconnector.mime.text.HeaderText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content of a part with its transfer encoding undone (RFC 2045 §6), without data handlers, which depend on what the
 * application registered.
 *
 * <p>Stateless.
 */
final class Content {

    /** More of a text is not held in memory; whoever needs it reads the raw mail. */
    static final int LONGEST_TEXT = 16 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private Content() {}

    /** A new stream. An encoding that does not exist is taken as none. */
    static InputStream open(MimePart part) throws MessagingException, IOException {
        InputStream raw = raw(part);
        String encoding = encoding(part);
        return switch (encoding) {
            case "base64" -> Base64.getMimeDecoder().wrap(raw);
            case "quoted-printable", "uuencode", "x-uuencode", "x-uue" ->
                new DecodingStream(MimeUtility.decode(raw, encoding));
            default -> raw;
        };
    }

    /** The text of a part; as much as can be decoded, and not more than {@value #LONGEST_TEXT} bytes. */
    static String text(MimePart part) throws MessagingException, IOException {
        byte[] bytes = readable(part);
        String declared = part.getContentType() == null
                ? null
                : MailHeaders.contentType(part.getContentType())
                        .map(type -> type.getParameter("charset"))
                        .orElse(null);
        return Charsets.decode(bytes, declared);
    }

    static String type(MimePart part) throws MessagingException {
        String @Nullable [] raw = part.getHeader("Content-Type");
        if (raw == null || raw.length == 0) {
            return "";
        }
        return MailHeaders.contentType(raw[0])
                .map(ContentType::getBaseType)
                .map(type -> type.toLowerCase(Locale.ROOT))
                .orElse(ParsedAttachment.UNKNOWN_TYPE);
    }

    /** What can be decoded; where nothing can, the bytes as they are. */
    private static byte[] readable(MimePart part) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = open(part)) {
            copy(in, bytes);
        } catch (IOException brokenEncoding) {
            if (bytes.size() == 0) {
                try (InputStream in = raw(part)) {
                    return in.readNBytes(LONGEST_TEXT);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Keeps what came before a failure, other than {@code readNBytes}. */
    private static void copy(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int length = in.read(buffer);
        while (length >= 0 && bytes.size() < LONGEST_TEXT) {
            bytes.write(buffer, 0, Math.min(length, LONGEST_TEXT - bytes.size()));
            length = in.read(buffer);
        }
    }

    /** The size of the decoded content, of the readable beginning when the encoding is broken. */
    static long size(MimePart part) throws MessagingException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open(part)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                size += length;
            }
        } catch (IOException brokenEncoding) {
            return size;
        }
        return size;
    }

    private static InputStream raw(MimePart part) throws MessagingException {
        return part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream();
    }

    private static String encoding(MimePart part) throws MessagingException {
        String @Nullable [] raw = part.getHeader("Content-Transfer-Encoding");
        return raw == null || raw.length == 0
                ? ""
                : HeaderText.unfold(raw[0]).split("[;\\s(]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
