package io.mailboxconnector.api;

import java.util.Objects;

/**
 * The durable identity of a mail: mailbox, folder, UIDVALIDITY and UID (RFC 9051 §2.3.1.1). Unlike a Message-ID it is
 * given by the server and unique.
 *
 * @param mailbox the address of the mailbox
 * @param folder the full name of the folder
 * @param uidValidity the UIDVALIDITY of the folder, 1 to 4294967295
 * @param uid the UID of the mail in the folder, 1 to 4294967295
 * @since 0.1
 */
public record MessageKey(String mailbox, String folder, long uidValidity, long uid) {

    /** Checks the ranges. */
    public MessageKey {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(folder, "folder");
        requireUnsigned32("uidValidity", uidValidity);
        requireUnsigned32("uid", uid);
    }

    private static void requireUnsigned32(String name, long value) {
        if (value < 1 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(name + " must be between 1 and 4294967295, but is " + value);
        }
    }

    /**
     * A short text for logs.
     *
     * @return {@code mailbox/folder;uidvalidity=…;uid=…}, in the manner of RFC 5092
     */
    @Override
    public String toString() {
        return mailbox + "/" + folder + ";uidvalidity=" + uidValidity + ";uid=" + uid;
    }
}
