package io.mailboxconnector.testkit.imap;

import java.util.concurrent.atomic.AtomicInteger;

/** Closes the connection without a word when a command comes, a number of times. */
public final class Drops implements ImapBehaviour {

    private final String command;
    private final AtomicInteger left;

    /**
     * Drops once.
     *
     * @param command the name, such as {@code UID FETCH}
     */
    public Drops(String command) {
        this(1, command);
    }

    /**
     * Drops some times.
     *
     * @param times how often
     * @param command the name, such as {@code UID FETCH}
     */
    public Drops(int times, String command) {
        this.command = command;
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) {
        if (!received.name().equals(command) || left.getAndDecrement() <= 0) {
            return false;
        }
        client.drop();
        return true;
    }
}
