package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends connections by BYE as soon as a client is idle, a number of times. */
public final class SaysGoodbyeInIdle implements ImapBehaviour {

    private final String text;
    private final AtomicInteger left;

    /**
     * Creates the behaviour.
     *
     * @param times how often
     * @param text what is said after {@code * BYE}
     */
    public SaysGoodbyeInIdle(int times, String text) {
        this.text = text;
        this.left = new AtomicInteger(times);
    }

    @Override
    public void idling(ImapConversation client) throws IOException {
        if (left.getAndDecrement() > 0) {
            client.send("* BYE " + text);
            client.drop();
        }
    }
}
