package io.mailboxconnector.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a folder is for, whatever its name is in the language of its owner (special use, RFC 6154 §2, RFC 8457 §3).
 *
 * @since 0.1
 */
public enum FolderUse {
    /** All mails of the mailbox. */
    ALL,
    /** Mails that were put away. */
    ARCHIVE,
    /** Mails that are not sent yet. */
    DRAFTS,
    /** Mails with {@code \Flagged}. */
    FLAGGED,
    /** Mails that the server takes for important. */
    IMPORTANT,
    /** Unwanted mails. */
    JUNK,
    /** Mails that were sent. */
    SENT,
    /** Mails that were deleted. */
    TRASH;

    /**
     * The use that an attribute of IMAP names.
     *
     * @param attribute such as {@code \Sent}, in any case
     * @return the use; empty for every other attribute
     */
    public static Optional<FolderUse> of(String attribute) {
        String name = attribute.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(use -> name.equals("\\" + use.name()))
                .findFirst();
    }
}
