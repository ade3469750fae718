package io.mailboxconnector.testkit.imap;

import java.util.concurrent.atomic.AtomicInteger;

/** Closes the connection without a word as soon as a client is idle, a number of times. */
public final class DropsDuringIdle implements ImapBehaviour {

    private final AtomicInteger left;

    /** Drops once. */
    public DropsDuringIdle() {
        this(1);
    }

    /**
     * Creates the behaviour.
     *
     * @param times how often
     */
    public DropsDuringIdle(int times) {
        left = new AtomicInteger(times);
    }

    @Override
    public void idling(ImapConversation client) {
        if (left.getAndDecrement() > 0) {
            client.drop();
        }
    }
}
