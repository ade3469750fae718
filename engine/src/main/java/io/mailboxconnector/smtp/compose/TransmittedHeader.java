package io.mailboxconnector.smtp.compose;

import io.mailboxconnector.mime.answer.LoopMark;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header as it is transmitted: completed, without what must not leave, in UTF-8 (RFC 6532) where it is not US-ASCII. For one
 * message and one thread.
 */
final class TransmittedHeader {

    private static final Set<String> KEPT_BACK =
            Set.of("bcc", "resent-bcc", "content-length", "message-id", "return-path");

    private final MimeMessage message;
    private final @Nullable String ownId;
    private final Envelope envelope;
    private final String mailbox;
    private final Instant now;
    private String messageId = "";
    private boolean international;

    TransmittedHeader(MimeMessage message, @Nullable String ownId, Envelope envelope, String mailbox, Instant now) {
        this.message = message;
        this.ownId = ownId;
        this.envelope = envelope;
        this.mailbox = mailbox;
        this.now = now;
    }

    String messageId() {
        return messageId;
    }

    /** Whether there are characters beyond US-ASCII. */
    boolean isInternational() {
        return international;
    }

    /** The octets, with the empty line at the end; to be asked for when the message has been saved. */
    byte[] bytes() throws IOException {
        try {
            messageId = MailRenderer.messageId(message, ownId, envelope);
            List<String> lines = new ArrayList<>();
            for (String line : Collections.list(message.getAllHeaderLines())) {
                if (!KEPT_BACK.contains(nameOf(line))) {
                    lines.add(line);
                }
            }
            addMissing(lines, "Date", new MailDateFormat().format(Date.from(now)));
            addMissing(lines, "From", mailbox);
            lines.add("Message-ID: " + messageId);
            addLoopMark(lines);
            return encoded(String.join("\r\n", lines) + "\r\n\r\n");
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Beside the marks of others, so that the mail is known should it come back. */
    private void addLoopMark(List<String> lines) {
        String mark = LoopMark.HEADER + ": " + LoopMark.of(mailbox);
        if (lines.stream().noneMatch(mark::equalsIgnoreCase)) {
            lines.add(mark);
        }
    }

    private static void addMissing(List<String> lines, String name, String value) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (lines.stream().noneMatch(line -> nameOf(line).equals(wanted))) {
            lines.add(0, name + ": " + value);
        }
    }

    private static String nameOf(String line) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    }

    /** A parsed message has one character for each octet: what was UTF-8 becomes it again instead of being encoded twice. */
    private byte[] encoded(String header) {
        international = header.chars().anyMatch(c -> c > 0x7f);
        if (international && header.chars().allMatch(c -> c <= 0xff)) {
            byte[] octets = header.getBytes(StandardCharsets.ISO_8859_1);
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
                return octets;
            } catch (CharacterCodingException e) {
                return header.getBytes(StandardCharsets.UTF_8);
            }
        }
        return header.getBytes(StandardCharsets.UTF_8);
    }
}
