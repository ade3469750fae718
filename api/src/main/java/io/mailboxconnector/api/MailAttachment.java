package io.mailboxconnector.api;

import java.io.InputStream;
import java.util.Optional;

/**
 * A part of a {@link ReceivedMail} other than its text: an attached file, an inline image, an attached mail.
 *
 * <p>Immutable; valid as long as its mail.
 *
 * @since 0.1
 */
public interface MailAttachment {

    /**
     * The file name that the sender gave, decoded (RFC 2231, RFC 2047) and made safe: without any path, control, bidirectional
     * or wildcard characters, not reserved by an operating system, at most 150 characters.
     *
     * @return the name, empty when there is none; it is not unique
     */
    Optional<String> fileName();

    /**
     * The media type that the sender gave, such as {@code image/png}, without parameters, in lower case.
     *
     * @return the type; {@code application/octet-stream} when missing or unreadable
     */
    String contentType();

    /**
     * The id by which HTML refers to an inline part ({@code cid:}).
     *
     * @return the Content-ID without angle brackets, empty when there is none
     */
    Optional<String> contentId();

    /**
     * Whether the part belongs to the body, such as an image that the HTML shows: it has a Content-ID and is not marked as an
     * attachment, or it is marked {@code inline} (RFC 2183 §2.1).
     *
     * @return false for what a mail program lists as an attachment
     */
    boolean isInline();

    /**
     * The size of the content with its transfer encoding undone. Counted by decoding it once, without holding it.
     *
     * @return bytes; when the encoding is broken, those up to there
     */
    long size();

    /**
     * The content with its transfer encoding undone.
     *
     * @return a new stream, to be closed by the caller
     * @throws MailboxException when the encoding is broken
     */
    InputStream content();
}
