package io.mailboxconnector.api;

import jakarta.mail.Flags;
import jakarta.mail.search.SearchTerm;
import java.util.Collection;
import java.util.List;

/**
 * One folder of a mailbox: search, fetch, flag and move by {@link MessageKey}.
 *
 * <p>No message of an open folder is handed out, so nothing here depends on sequence numbers or on what other clients do
 * at the same time: a key whose mail has gone is skipped, never mistaken for another mail. Belongs to the thread of its
 * {@link MailboxConnection} and ends with it.
 *
 * @since 0.1
 */
public interface MailFolder {

    /**
     * The name of the folder.
     *
     * @return the full name that was asked for
     */
    String name();

    /**
     * Searches on the server (RFC 9051 §6.4.4).
     *
     * @param term what to look for; terms that the server cannot evaluate are refused
     * @return the keys found, oldest first; empty when there are none
     * @throws MailboxException when the server fails or refuses
     */
    List<MessageKey> search(SearchTerm term);

    /**
     * Fetches mails completely and without marking them as read ({@code BODY.PEEK[]}).
     *
     * @param keys mails of this folder
     * @return the mails in ascending order of their UID; a mail that no longer exists is missing
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws MailboxException when the server fails or refuses
     */
    List<ReceivedMail> fetch(Collection<MessageKey> keys);

    /**
     * Sets or clears flags, system flags and keywords alike.
     *
     * @param keys mails of this folder
     * @param flags the flags to change; all others stay as they are
     * @param set true to set, false to clear
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws MailboxException when the server fails, or does not keep one of the keywords
     */
    void flag(Collection<MessageKey> keys, Flags flags, boolean set);

    /**
     * Moves mails to another folder of the same mailbox: {@code UID MOVE} where the server has it (RFC 6851), else copy
     * and remove exactly these mails. Other mails marked as deleted are never expunged.
     *
     * @param keys mails of this folder
     * @param targetFolder the full name of an existing folder
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws ConnectionLost when the connection broke meanwhile; on a server without {@code MOVE} copies may then stand in
     *     the target, so look there before repeating
     * @throws MailboxException when the server fails, or the target does not exist
     */
    void move(Collection<MessageKey> keys, String targetFolder);
}
