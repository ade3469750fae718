package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.api.MessageKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The part of a key that all mails of one folder share, for one consumer. Immutable.
 *
 * <p>Names of mailboxes and the name INBOX are taken without regard to case, as servers do.
 *
 * @param consumer the name of the activation
 * @param mailbox the address of the mailbox
 * @param folder the full name of the folder
 * @param uidValidity the UIDVALIDITY, or 0 for the folder whatever its UIDs mean
 */
record Scope(String consumer, String mailbox, String folder, long uidValidity) {

    private static final int LONGEST_SHOWN = 255;

    static Scope of(String consumer, MessageKey mail) {
        return new Scope(consumer, mail.mailbox(), mail.folder(), mail.uidValidity());
    }

    /** The same folder, whatever its UIDs mean. */
    Scope ofFolder() {
        return new Scope(consumer, mailbox, folder, 0);
    }

    /**
     * A short key, the same on every node: folders have names of any length, and keys of databases have not.
     *
     * @return 64 hexadecimal digits
     */
    String id() {
        String name = folder.equalsIgnoreCase("INBOX") ? "INBOX" : folder;
        String text = String.join("\0", consumer, mailbox.toLowerCase(Locale.ROOT), name, String.valueOf(uidValidity));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java has SHA-256", e);
        }
    }

    /** For people who look into the table. */
    static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN);
    }
}
