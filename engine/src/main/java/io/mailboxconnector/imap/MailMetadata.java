package io.mailboxconnector.imap;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.mime.Arrival;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a mail before its body is read.
 *
 * @param uid the UID
 * @param flags the flags and keywords in lower case
 * @param internalDate when it arrived
 * @param size RFC822.SIZE in bytes
 * @param emailId EMAILID (RFC 8474 §5.1), if the server offers {@code OBJECTID}
 * @param threadId THREADID (RFC 8474 §5.2), if the server offers {@code OBJECTID} and counts the mail to a conversation
 */
public record MailMetadata(
        long uid,
        Set<String> flags,
        Instant internalDate,
        long size,
        Optional<String> emailId,
        Optional<String> threadId) {

    /** Copies the flags. */
    public MailMetadata {
        flags = Set.copyOf(flags);
        Objects.requireNonNull(emailId, "emailId");
        Objects.requireNonNull(threadId, "threadId");
    }

    /**
     * A mail of a server without object identifiers.
     *
     * @param uid the UID
     * @param flags the flags and keywords in lower case
     * @param internalDate when it arrived
     * @param size RFC822.SIZE in bytes
     */
    public MailMetadata(long uid, Set<String> flags, Instant internalDate, long size) {
        this(uid, flags, internalDate, size, Optional.empty(), Optional.empty());
    }

    /**
     * The same for the room that parses mails.
     *
     * @param key the identity of the mail
     * @param headersOnly whether the body stays on the server
     * @return the arrival
     */
    public Arrival arrival(MessageKey key, boolean headersOnly) {
        return new Arrival(key, internalDate, size, headersOnly, emailId, threadId);
    }
}
