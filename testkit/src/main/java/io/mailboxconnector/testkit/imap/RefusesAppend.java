package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Stores no mail that a client brings, as a mailbox that is full. */
public final class RefusesAppend implements ImapBehaviour {

    /** Creates the behaviour. */
    public RefusesAppend() {}

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("APPEND")) {
            return false;
        }
        client.send(command.tag() + " NO [OVERQUOTA] Mailbox is full");
        return true;
    }
}
