package io.mailboxconnector.api.outgoing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A mail that was sent while the connection factory had {@code mode=capture}: it was kept instead of leaving.
 *
 * @param messageId its Message-ID
 * @param sender the envelope sender
 * @param recipients everybody it would have gone to
 * @param capturedAt when it was sent
 * @param size how many octets it has
 * @param content the mail as it would have been transmitted; only its beginning when it is big
 * @since 0.1
 */
public record CapturedMail(
        String messageId, String sender, List<String> recipients, Instant capturedAt, long size, byte[] content) {

    /** Copies list and content. */
    public CapturedMail {
        recipients = List.copyOf(recipients);
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    /**
     * The content as text.
     *
     * @return header and body, not decoded
     */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
