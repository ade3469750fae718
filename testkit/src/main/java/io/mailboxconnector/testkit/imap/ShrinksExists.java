package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Says once to an idle client that the folder is empty, without an EXPUNGE. */
public final class ShrinksExists implements ImapBehaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public void idling(ImapConversation client) throws IOException {
        if (left.getAndDecrement() > 0) {
            client.send("* 0 EXISTS");
        }
    }
}
