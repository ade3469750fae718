package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Announces more bytes of one body than it sends, then is silent. */
public final class AnnouncesLongerLiteral implements ImapBehaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        boolean body = command.name().equals("UID FETCH") && command.arguments().contains("BODY");
        if (!body || left.getAndDecrement() <= 0) {
            return false;
        }
        client.send("* 1 FETCH (UID 1 BODY[] {100000}");
        client.send("Subject: that is all");
        return true;
    }
}
