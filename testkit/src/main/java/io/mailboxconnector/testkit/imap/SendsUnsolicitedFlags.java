package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Sends flag updates that nobody asked for before it answers a FETCH or a STORE. */
public final class SendsUnsolicitedFlags implements ImapBehaviour {

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (command.name().equals("UID FETCH") || command.name().equals("UID STORE")) {
            client.send("* 1 FETCH (FLAGS (\\Seen))");
            client.send("* 1 FETCH (UID 999 FLAGS (\\Flagged))");
        }
        return false;
    }
}
