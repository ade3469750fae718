package io.mailboxconnector.api;

/**
 * What became of mails that were to be deleted.
 *
 * @since 0.1
 */
public enum Removal {
    /** They are gone: exactly these, by {@code UID EXPUNGE} (RFC 4315 §2.1). */
    REMOVED,
    /**
     * They are marked as deleted and still there, because the server has no {@code UID EXPUNGE} (UIDPLUS): without it mails that
     * others marked would be removed, too.
     */
    MARKED
}
