package io.mailboxconnector.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;

/**
 * The durable identity of a mail: mailbox, folder, UIDVALIDITY and UID (RFC 9051 §2.3.1.1). Unlike a Message-ID it is
 * given by the server and unique.
 *
 * <p>A mail that was read by POP3 is known by its UIDL instead (RFC 1939 §7), see {@link #ofUidl}.
 *
 * @param mailbox the address of the mailbox
 * @param folder the full name of the folder; {@code INBOX} for POP3
 * @param uidValidity the UIDVALIDITY of the folder, 1 to 4294967295; 1 for POP3
 * @param uid the UID of the mail in the folder, 1 to 4294967295; for POP3 a number up to {@link Long#MAX_VALUE} that is computed
 *     from the UIDL and says nothing about the order of mails
 * @param uidl the UIDL; empty for IMAP
 * @since 0.1
 */
public record MessageKey(String mailbox, String folder, long uidValidity, long uid, Optional<String> uidl) {

    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;
    private static final String MAILDROP = "INBOX";

    /** Checks the ranges. */
    public MessageKey {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(folder, "folder");
        requireRange("uidValidity", uidValidity, UNSIGNED_32);
        requireRange("uid", uid, uidl.isPresent() ? Long.MAX_VALUE : UNSIGNED_32);
    }

    /**
     * The key of a mail in a folder of IMAP.
     *
     * @param mailbox the address of the mailbox
     * @param folder the full name of the folder
     * @param uidValidity the UIDVALIDITY of the folder, 1 to 4294967295
     * @param uid the UID of the mail in the folder, 1 to 4294967295
     */
    public MessageKey(String mailbox, String folder, long uidValidity, long uid) {
        this(mailbox, folder, uidValidity, uid, Optional.empty());
    }

    /**
     * The key of a mail that was read by POP3: the same in every process and on every node.
     *
     * @param mailbox the address of the mailbox
     * @param uidl the UIDL of the server; where a broken one gives none, or the same to several mails, the connector adds a digest
     *     of the headers
     * @return the key
     */
    public static MessageKey ofUidl(String mailbox, String uidl) {
        return new MessageKey(mailbox, MAILDROP, 1, numberOf(uidl), Optional.of(uidl));
    }

    /** The first 63 bits of a digest: two mails of one mailbox meet in them less often than disks fail. */
    private static long numberOf(String uidl) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(uidl.getBytes(StandardCharsets.UTF_8));
            return Math.max(1, ByteBuffer.wrap(digest).getLong() >>> 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void requireRange(String name, long value, long greatest) {
        if (value < 1 || value > greatest) {
            throw new IllegalArgumentException(name + " must be between 1 and " + greatest + ", but is " + value);
        }
    }

    /**
     * A short text for logs.
     *
     * @return {@code mailbox/folder;uidvalidity=…;uid=…}, in the manner of RFC 5092, or {@code mailbox/folder;uidl=…}
     */
    @Override
    public String toString() {
        return uidl.map(name -> mailbox + "/" + folder + ";uidl=" + name)
                .orElseGet(() -> mailbox + "/" + folder + ";uidvalidity=" + uidValidity + ";uid=" + uid);
    }
}
