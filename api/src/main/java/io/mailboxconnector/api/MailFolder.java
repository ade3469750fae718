package io.mailboxconnector.api;

import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SearchTerm;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One folder of a mailbox: search, read, flag, move, copy, delete and store by {@link MessageKey}.
 *
 * <p>No message of an open folder is handed out, so nothing here depends on sequence numbers or on what other clients do
 * at the same time: a key whose mail has gone is skipped, never mistaken for another mail, and a key may be kept in a database
 * and used another day. When the server numbered the folder anew in the meantime, every method that takes keys throws
 * {@link StaleKey} before anything is read or changed. A folder that does not exist is {@link NotFound} on first use.
 *
 * <p>Belongs to the thread of its {@link MailboxConnection} and ends with it.
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
    default List<MessageKey> search(SearchTerm term) {
        return search(term, SearchOrder.OLDEST_FIRST);
    }

    /**
     * Searches on the server (RFC 9051 §6.4.4).
     *
     * @param term what to look for; terms that the server cannot evaluate are refused
     * @param order which key is first
     * @return the keys found; empty when there are none
     * @throws MailboxException when the server fails or refuses
     */
    List<MessageKey> search(SearchTerm term, SearchOrder order);

    /**
     * Searches on the server by an expression in the language of IMAP, oldest first.
     *
     * @param expression as {@link #search(String, SearchOrder)}
     * @return the keys found; empty when there are none
     * @throws MailboxException when the expression is malformed, or the server fails or refuses
     */
    default List<MessageKey> search(String expression) {
        return search(expression, SearchOrder.OLDEST_FIRST);
    }

    /**
     * Searches on the server by an expression in the language of IMAP, such as {@code UNSEEN SINCE 1-Feb-2026} or
     * {@code OR FROM "ann" FROM "ben"} (RFC 9051 §6.4.4). It is checked before anything is sent: an unknown key, a wrong argument
     * and a line break are refused, with their place. Texts in quotes may have any letters.
     *
     * @param expression the search keys
     * @param order which key is first
     * @return the keys found; empty when there are none
     * @throws MailboxException when the expression is malformed, or the server fails or refuses
     */
    List<MessageKey> search(String expression, SearchOrder order);

    /**
     * Fetches mails completely and without marking them as read ({@code BODY.PEEK[]}). They stay valid until the connection is
     * closed; for many mails take {@link #stream}.
     *
     * @param keys mails of this folder
     * @return the mails in ascending order of their UID; a mail that no longer exists is missing
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws MailboxException when the server fails or refuses
     */
    List<ReceivedMail> fetch(Collection<MessageKey> keys);

    /**
     * Reads any number of mails one after the other, as {@link #fetch} does, page by page: at most a hundred mails and about 8 MiB
     * at a time are in memory, bigger mails are in files.
     *
     * <p>A mail is valid until the next one is taken from a further page: finish with each before you take the next one, and
     * collect what you need of it, not the mail. Nothing is sent before the first mail is taken; each page is fetched when it is
     * needed, on the thread that takes the mail. Sequential; close it to release the last page early, else that happens with the
     * connection.
     *
     * @param keys mails of this folder; they are copied
     * @return the mails in the order of the keys; a mail that no longer exists is missing. Its terminal operation throws what
     *     {@link #fetch} throws
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     */
    Stream<ReceivedMail> stream(Collection<MessageKey> keys);

    /**
     * Fetches the headers of mails, and leaves their bodies on the server: {@link ReceivedMail#isHeadersOnly()}.
     *
     * @param keys mails of this folder
     * @return the mails in ascending order of their UID; a mail that no longer exists is missing
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws MailboxException when the server fails or refuses
     */
    List<ReceivedMail> headers(Collection<MessageKey> keys);

    /**
     * Sets or clears flags, system flags and keywords alike.
     *
     * @param keys mails of this folder
     * @param flags the flags to change; all others stay as they are
     * @param set true to set, false to clear
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws MailboxException when the server fails, or does not keep one of the keywords
     */
    void flag(Collection<MessageKey> keys, Flags flags, boolean set);

    /**
     * Sets a flag.
     *
     * @param keys mails of this folder
     * @param flag the flag
     * @throws MailboxException as {@link #flag(Collection, Flags, boolean)}
     */
    default void flag(Collection<MessageKey> keys, Flags.Flag flag) {
        flag(keys, new Flags(flag), true);
    }

    /**
     * Clears a flag.
     *
     * @param keys mails of this folder
     * @param flag the flag
     * @throws MailboxException as {@link #flag(Collection, Flags, boolean)}
     */
    default void unflag(Collection<MessageKey> keys, Flags.Flag flag) {
        flag(keys, new Flags(flag), false);
    }

    /**
     * Moves mails to another folder of the same mailbox: {@code UID MOVE} where the server has it (RFC 6851), else copy
     * and remove exactly these mails. Other mails marked as deleted are never expunged.
     *
     * @param keys mails of this folder
     * @param targetFolder the full name of an existing folder
     * @return the new key of each mail as far as the server tells ({@code COPYUID}, RFC 4315 §3), by its old key; empty when the
     *     server does not tell
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws NotFound when the target does not exist
     * @throws ConnectionLost when the connection broke meanwhile; on a server without {@code MOVE} copies may then stand in
     *     the target, so look there before repeating
     * @throws MailboxException when the server fails
     */
    Map<MessageKey, MessageKey> move(Collection<MessageKey> keys, String targetFolder);

    /**
     * Copies mails to another folder of the same mailbox (RFC 9051 §6.4.7).
     *
     * @param keys mails of this folder
     * @param targetFolder the full name of an existing folder
     * @return the key of each copy as far as the server tells ({@code COPYUID}, RFC 4315 §3), by the key of its original; empty
     *     when the server does not tell
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws NotFound when the target does not exist
     * @throws MailboxFull when there is no room for the copies
     * @throws ConnectionLost when the connection broke meanwhile: copies may have been made
     * @throws MailboxException when the server fails
     */
    Map<MessageKey, MessageKey> copy(Collection<MessageKey> keys, String targetFolder);

    /**
     * Deletes exactly these mails, by {@code UID EXPUNGE} (RFC 4315 §2.1). Never a mail that somebody else marked as deleted.
     *
     * @param keys mails of this folder; those that are gone already are skipped
     * @return whether they are gone now, or only marked because the server cannot remove single mails
     * @throws IllegalArgumentException when a key belongs to another mailbox or folder
     * @throws StaleKey when the folder was numbered anew since a key was given
     * @throws MailboxException when the server fails or refuses
     */
    Removal delete(Collection<MessageKey> keys);

    /**
     * Stores a mail in this folder, received now (RFC 9051 §6.3.12).
     *
     * @param message the mail; it is rendered before the server is contacted
     * @param flags the flags that it shall have
     * @return its key, if the server tells ({@code APPENDUID}, RFC 4315 §3)
     * @throws NotFound when this folder does not exist
     * @throws MailboxFull when there is no room for it
     * @throws ConnectionLost when the connection broke meanwhile: the mail may have been stored
     * @throws MailboxException when the server fails or refuses, or the mail cannot be rendered
     */
    default Optional<MessageKey> append(MimeMessage message, Flags flags) {
        return append(message, flags, Optional.empty());
    }

    /**
     * Stores a mail in this folder.
     *
     * @param message the mail; it is rendered before the server is contacted
     * @param flags the flags that it shall have
     * @param receivedAt when it was received, to the second; empty for now, by the clock of the server
     * @return its key, if the server tells
     * @throws MailboxException as {@link #append(MimeMessage, Flags)}
     */
    Optional<MessageKey> append(MimeMessage message, Flags flags, Optional<Instant> receivedAt);

    /**
     * Creates this folder (RFC 9051 §6.3.4), with the folders above it.
     *
     * @return true when it is new, false when it existed already
     * @throws MailboxException when the server fails or refuses
     */
    boolean create();

    /**
     * Gives this folder another name, which may be below another folder (RFC 9051 §6.3.6). The folders below it go with it. When
     * INBOX is renamed its mails go, and it stays.
     *
     * @param newName the full name, which must not exist
     * @return the folder under its new name; on most servers it keeps its UIDVALIDITY, so that keys with the new name are good
     * @throws NotFound when this folder does not exist
     * @throws MailboxException when the server fails or refuses, such as when the name is taken
     */
    MailFolder rename(String newName);
}
