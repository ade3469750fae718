package io.mailboxconnector.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
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

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Content() {}

    /** A new stream. An encoding that does not exist is taken as none. */
    static InputStream open(MimePart part) throws MessagingException, IOException {
        InputStream raw = raw(part);
        String encoding = encoding(part);
        return switch (encoding) {
            case "base64" -> Base64.getMimeDecoder().wrap(raw);
            case "quoted-printable", "uuencode", "x-uuencode", "x-uue" -> MimeUtility.decode(raw, encoding);
            default -> raw;
        };
    }

    /** The text of a part; as much as can be decoded. */
    static String text(MimePart part) throws MessagingException, IOException {
        byte[] bytes = readable(part);
        String declared = part.getContentType() == null
                ? null
                : MailHeaders.contentType(part.getContentType())
                        .map(type -> type.getParameter("charset"))
                        .orElse(null);
        return decoded(bytes, declared);
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
            in.transferTo(bytes);
        } catch (IOException brokenEncoding) {
            if (bytes.size() == 0) {
                try (InputStream in = raw(part)) {
                    return in.readAllBytes();
                }
            }
        }
        return bytes.toByteArray();
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
                : MimeUtility.unfold(raw[0]).strip().split("[;\\s(]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String decoded(byte[] bytes, @Nullable String declared) {
        if (declared != null && !declared.strip().toLowerCase(Locale.ROOT).endsWith("ascii")) {
            try {
                return new String(bytes, Charset.forName(MimeUtility.javaCharset(declared.strip())));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                return guessed(bytes);
            }
        }
        return guessed(bytes);
    }

    /** What claims nothing, ASCII, or something unknown, is mostly UTF-8, else what Western Windows writes. */
    private static String guessed(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WESTERN);
        }
    }
}
