package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.List;

/** Refuses every login and repeats the line that it did not understand, with all that it proves. */
public final class EchoesLogin implements ImapBehaviour {

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!List.of("AUTHENTICATE", "LOGIN").contains(command.name())) {
            return false;
        }
        String line = command.toString();
        if (command.name().equals("AUTHENTICATE") && command.words().size() == 1) {
            client.send("+ ");
            line = ((ImapConnection) client).readProof();
        }
        client.send(command.tag() + " BAD Not understood: " + line);
        return true;
    }
}
