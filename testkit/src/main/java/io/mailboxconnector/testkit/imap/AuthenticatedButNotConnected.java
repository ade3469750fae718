package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.Set;

/** Lets clients log in and refuses every command after that, as Exchange Online does without a mailbox permission. */
public final class AuthenticatedButNotConnected implements ImapBehaviour {

    private static final Set<String> ALLOWED =
            Set.of("CAPABILITY", "AUTHENTICATE", "LOGIN", "LOGOUT", "ID", "STARTTLS");

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (ALLOWED.contains(command.name())) {
            return false;
        }
        client.send(command.tag() + " BAD User is authenticated but not connected.");
        return true;
    }
}
