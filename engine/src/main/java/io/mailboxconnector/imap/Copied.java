package io.mailboxconnector.imap;

import io.mailboxconnector.imap.folders.UidMapping;

/**
 * What a copy achieved.
 *
 * @param uids the mails that have a copy now; of those asked for, the others were gone
 * @param mapping the UIDs of the copies, as far as the server told
 * @param isProven whether the server named them by COPYUID (RFC 4315 §3); else it only said OK
 */
public record Copied(UidSet uids, UidMapping mapping, boolean isProven) {}
