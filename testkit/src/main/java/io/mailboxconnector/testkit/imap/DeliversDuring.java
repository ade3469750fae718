package io.mailboxconnector.testkit.imap;

import java.util.concurrent.atomic.AtomicInteger;

/** A mail arrives while a command is executed: its EXISTS comes with the answer. */
public final class DeliversDuring implements ImapBehaviour {

    private final String command;
    private final AtomicInteger left;

    /**
     * Delivers one mail.
     *
     * @param command the name, such as {@code UID FETCH}
     */
    public DeliversDuring(String command) {
        this.command = command;
        this.left = new AtomicInteger(1);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) {
        if (received.name().equals(command) && left.getAndDecrement() > 0) {
            long unused = client.server().deliver("Subject: arrived meanwhile\r\n\r\nHello\r\n");
        }
        return false;
    }
}
