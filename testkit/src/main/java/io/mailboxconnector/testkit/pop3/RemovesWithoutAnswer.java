package io.mailboxconnector.testkit.pop3;

import java.util.concurrent.atomic.AtomicInteger;

/** Does what QUIT says, once, and closes the connection before it answers. */
public final class RemovesWithoutAnswer implements Pop3Behaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answers(Pop3Conversation client, String step, String line) {
        if (!step.equals("QUIT") || left.getAndDecrement() <= 0) {
            return false;
        }
        client.removeMarked();
        client.drop();
        return true;
    }
}
