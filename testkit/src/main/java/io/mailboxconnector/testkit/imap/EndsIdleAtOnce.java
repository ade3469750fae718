package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Accepts IDLE and ends it by itself in the same breath. */
public final class EndsIdleAtOnce implements ImapBehaviour {

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("IDLE")) {
            return false;
        }
        client.send("+ idling");
        client.send(command.tag() + " OK IDLE completed");
        return true;
    }
}
