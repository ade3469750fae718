package io.mailboxconnector.testkit.pop3;

import java.util.concurrent.atomic.AtomicInteger;

/** Closes the connection without a word, once, when a command comes. */
public final class Drops implements Pop3Behaviour {

    private final String step;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param step the name of the command
     */
    public Drops(String step) {
        this.step = step;
    }

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) {
        if (!reached.equals(step) || left.getAndDecrement() <= 0) {
            return false;
        }
        client.drop();
        return true;
    }
}
