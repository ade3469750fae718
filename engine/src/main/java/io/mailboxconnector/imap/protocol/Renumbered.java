package io.mailboxconnector.imap.protocol;

import org.eclipse.angus.mail.iap.ProtocolException;

/**
 * The server gave the selected folder another UIDVALIDITY while it was selected: every UID known so far may name another mail.
 * The room's door makes it a lost connection, since only a new SELECT tells what the UIDs mean now.
 */
public final class Renumbered extends ProtocolException {

    private static final long serialVersionUID = 1L;

    public Renumbered() {
        super("the UIDVALIDITY of the selected folder changed");
    }
}
