package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers a command with BYE and closes the connection, a number of times. */
public final class SaysGoodbye implements ImapBehaviour {

    private final String command;
    private final String text;
    private final AtomicInteger left;

    /**
     * Says goodbye once.
     *
     * @param command the name of the command, or {@code GREETING}
     * @param text what is said after {@code * BYE}
     */
    public SaysGoodbye(String command, String text) {
        this(1, command, text);
    }

    /**
     * Says goodbye some times.
     *
     * @param times how often
     * @param command the name of the command, or {@code GREETING}
     * @param text what is said after {@code * BYE}
     */
    public SaysGoodbye(int times, String command, String text) {
        this.command = command;
        this.text = text;
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean connected(ImapConversation client) throws IOException {
        return command.equals("GREETING") && leaves(client);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) throws IOException {
        return received.name().equals(command) && leaves(client);
    }

    private boolean leaves(ImapConversation client) throws IOException {
        if (left.getAndDecrement() <= 0) {
            return false;
        }
        client.send("* BYE " + text);
        client.drop();
        return true;
    }
}
