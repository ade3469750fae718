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
     * The file name that the sender gave, decoded, without any path.
     *
     * @return the name, empty when there is none; never trust it as a path
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
     * The content with its transfer encoding undone.
     *
     * @return a new stream, to be closed by the caller
     * @throws MailboxException when the encoding is broken
     */
    InputStream content();
}
