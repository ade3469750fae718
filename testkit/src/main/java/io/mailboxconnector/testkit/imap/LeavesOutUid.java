package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers one fetch of what is known of mails without their UIDs. */
public final class LeavesOutUid implements ImapBehaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        boolean metadata =
                command.name().equals("UID FETCH") && command.arguments().contains("RFC822.SIZE");
        if (!metadata || left.getAndDecrement() <= 0) {
            return false;
        }
        client.send("* 1 FETCH (FLAGS () INTERNALDATE \"02-Jan-2026 03:04:05 +0000\" RFC822.SIZE 100)");
        client.send(command.tag() + " OK done");
        return true;
    }
}
