package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Sends a line that means nothing to each idle client, as Dovecot does every two minutes. */
public final class SaysStillHere implements ImapBehaviour {

    @Override
    public void idling(ImapConversation client) throws IOException {
        client.send("* OK Still here");
    }
}
