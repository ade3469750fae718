package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Announces fewer bytes of one body than it sends, then ends the command as if nothing had happened. */
public final class AnnouncesShorterLiteral implements ImapBehaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        boolean body = command.name().equals("UID FETCH") && command.arguments().contains("BODY");
        if (!body || left.getAndDecrement() <= 0) {
            return false;
        }
        client.send("* 1 FETCH (UID 1 BODY[] {10}");
        client.send("Subject: that is not all");
        client.send("");
        client.send("The body goes on.");
        client.send(")");
        client.send(command.tag() + " OK done");
        return true;
    }
}
