package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the inbox other UIDs right after an IDLE; says so unasked, behind the tagged answer. */
public final class RenumbersAfterDone implements ImapBehaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answersDone(ImapConversation client, String tag) throws IOException {
        if (left.getAndDecrement() <= 0) {
            return false;
        }
        FakeFolder inbox = client.server().mailbox().inbox();
        inbox.renumber();
        client.send(tag + " OK done\r\n* OK [UIDVALIDITY " + inbox.uidValidity() + "] UIDs are other ones now");
        return true;
    }
}
