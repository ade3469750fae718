package io.mailboxconnector.imap;

/**
 * What a copy achieved.
 *
 * @param uids the mails that have a copy now; of those asked for, the others were gone
 * @param isProven whether the server named them by COPYUID (RFC 4315 §3); else it only said OK
 */
public record Copied(UidSet uids, boolean isProven) {}
