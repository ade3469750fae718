package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import java.util.List;

/**
 * What Dovecot has, told by its administration program.
 *
 * @param dovecot a running server
 * @param mailbox an address
 */
record FolderView(DovecotServer dovecot, String mailbox) {

    /** The flags of the mails with a subject, one text for each mail; {@code \\Recent} is left out. */
    List<String> flags(String folder, String subject) {
        return dovecot.administer("-f", "tab", "fetch", "-u", mailbox, "flags", "mailbox", folder, "subject", subject)
                .lines()
                .skip(1)
                .map(line -> line.replace("\\Recent", "").trim())
                .toList();
    }
}
