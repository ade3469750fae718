package io.mailboxconnector.testkit.imap;

import java.util.concurrent.atomic.AtomicInteger;

/** Closes connections before a greeting, a number of times. */
public final class DropsOnConnect implements ImapBehaviour {

    private final AtomicInteger left;

    /**
     * Creates the behaviour.
     *
     * @param times how often
     */
    public DropsOnConnect(int times) {
        left = new AtomicInteger(times);
    }

    @Override
    public boolean connected(ImapConversation client) {
        if (left.getAndDecrement() <= 0) {
            return false;
        }
        client.drop();
        return true;
    }
}
