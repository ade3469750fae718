package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Resets the connection (TCP RST) once, at one step of the protocol. */
public final class Resets implements Pop3Behaviour {

    private final String step;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param step the name of the command, or {@link Pop3Behaviour#GREETING}
     */
    public Resets(String step) {
        this.step = step;
    }

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) throws IOException {
        if (!reached.equals(step) || left.getAndDecrement() <= 0) {
            return false;
        }
        client.reset();
        return true;
    }
}
