package io.mailboxconnector.inbound.settings;

/** By which protocol an activation reads its mailbox. */
public enum ReadingProtocol {
    /** Folders, flags, and news at once (RFC 9051). */
    IMAP,
    /** One maildrop that is looked at now and then, and from which mails can be deleted, nothing else (RFC 1939). */
    POP3
}
