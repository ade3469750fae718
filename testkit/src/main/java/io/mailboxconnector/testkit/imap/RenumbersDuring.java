package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the inbox other UIDs while it is selected, says so, and executes the command with the new ones. */
public final class RenumbersDuring implements ImapBehaviour {

    private final String command;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Renumbers once.
     *
     * @param command the beginning of the command, such as {@code UID FETCH}
     */
    public RenumbersDuring(String command) {
        this.command = command;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) throws IOException {
        if (received.toString().startsWith(command) && left.getAndDecrement() > 0) {
            FakeFolder inbox = client.server().mailbox().inbox();
            inbox.renumber();
            client.send("* OK [UIDVALIDITY " + inbox.uidValidity() + "] UIDs are other ones now");
        }
        return false;
    }
}
