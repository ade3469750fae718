package io.mailboxconnector.api;

import java.util.Objects;

/**
 * What is done with a mail on the server when its delivery is over. A closed family of values.
 *
 * @since 0.1
 */
public sealed interface Settlement {

    /** Marks the mail as read ({@code \Seen}). */
    record MarkSeen() implements Settlement {}

    /**
     * Sets a keyword; the mail stays unread. The same process does not deliver it again; after a restart it is left out
     * only when the keyword is the configured one.
     *
     * @param keyword an IMAP keyword (RFC 9051 §2.3.2)
     */
    record Flag(String keyword) implements Settlement {
        /** Checks that the text is an IMAP atom. */
        public Flag {
            requireText("keyword", keyword);
            if (!keyword.chars().allMatch(c -> c > ' ' && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0)) {
                throw new IllegalArgumentException("not an IMAP keyword: " + keyword);
            }
        }
    }

    /**
     * Moves the mail to another folder, which is created when missing.
     *
     * @param folder the full name of the folder
     */
    record MoveTo(String folder) implements Settlement {
        /** Checks that the name is not empty. */
        public MoveTo {
            requireText("folder", folder);
        }
    }

    /**
     * Copies the mail to another folder, which is created when missing, and marks the original as read.
     *
     * @param folder the full name of the folder
     */
    record CopyTo(String folder) implements Settlement {
        /** Checks that the name is not empty. */
        public CopyTo {
            requireText("folder", folder);
        }
    }

    /** Deletes exactly this mail. */
    record Delete() implements Settlement {}

    /** Changes nothing on the server. The same process does not deliver the mail again. */
    record Keep() implements Settlement {}

    /**
     * Moves a mail that could not be processed to the error folder, which is created when missing.
     *
     * @param folder the full name of the error folder
     * @param reason why, for the log; without addresses or content
     */
    record Quarantine(String folder, String reason) implements Settlement {
        /** Checks that the name is not empty. */
        public Quarantine {
            requireText("folder", folder);
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Marks the mail as read.
     *
     * @return the settlement
     */
    static Settlement markSeen() {
        return new MarkSeen();
    }

    /**
     * Sets a keyword.
     *
     * @param keyword an IMAP keyword
     * @return the settlement
     */
    static Settlement flag(String keyword) {
        return new Flag(keyword);
    }

    /**
     * Moves the mail.
     *
     * @param folder the full name of the folder
     * @return the settlement
     */
    static Settlement moveTo(String folder) {
        return new MoveTo(folder);
    }

    /**
     * Copies the mail and marks the original as read.
     *
     * @param folder the full name of the folder
     * @return the settlement
     */
    static Settlement copyTo(String folder) {
        return new CopyTo(folder);
    }

    /**
     * Deletes the mail.
     *
     * @return the settlement
     */
    static Settlement delete() {
        return new Delete();
    }

    /**
     * Leaves the mail as it is.
     *
     * @return the settlement
     */
    static Settlement keep() {
        return new Keep();
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
