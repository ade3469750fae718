package io.mailboxconnector.testkit.pop3;

import java.util.concurrent.atomic.AtomicInteger;

/** Does not answer a command, once; the connection stays open. */
public final class FallsSilentOnce implements Pop3Behaviour {

    private final String step;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param step the name of the command
     */
    public FallsSilentOnce(String step) {
        this.step = step;
    }

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) {
        return reached.equals(step) && left.getAndDecrement() > 0;
    }
}
