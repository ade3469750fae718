package io.mailboxconnector.api.outgoing;

import java.util.Objects;
import java.util.Optional;

/**
 * A file that is sent along, or an image inside the HTML.
 *
 * @param name the file name that the recipient sees
 * @param contentType the media type, such as {@code application/pdf}
 * @param contentId the id by which the HTML refers to it ({@code cid:}), without angle brackets; empty for an ordinary file
 * @param content where the content comes from
 * @since 0.1
 */
public record OutgoingAttachment(String name, String contentType, Optional<String> contentId, ContentSource content) {

    /** Checks that nothing is null. */
    public OutgoingAttachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(content, "content");
    }
}
