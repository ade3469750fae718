package io.mailboxconnector.imap;

import java.time.Instant;
import java.util.Set;

/**
 * What is known of a mail before its body is read.
 *
 * @param uid the UID
 * @param flags the flags and keywords in lower case
 * @param internalDate when it arrived
 * @param size RFC822.SIZE in bytes
 */
public record MailMetadata(long uid, Set<String> flags, Instant internalDate, long size) {

    /** Copies the flags. */
    public MailMetadata {
        flags = Set.copyOf(flags);
    }
}
