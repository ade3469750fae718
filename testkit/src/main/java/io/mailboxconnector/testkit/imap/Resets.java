package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Resets the connection (TCP RST) once, at one step of the protocol. */
public final class Resets implements ImapBehaviour {

    private final String step;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param step {@code GREETING}, {@code DONE}, or the name of a command, such as {@code UID FETCH}
     */
    public Resets(String step) {
        this.step = step;
    }

    @Override
    public boolean connected(ImapConversation client) throws IOException {
        return resets("GREETING", client);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) throws IOException {
        return resets(received.name(), client);
    }

    @Override
    public boolean answersDone(ImapConversation client, String tag) throws IOException {
        return resets("DONE", client);
    }

    private boolean resets(String reached, ImapConversation client) throws IOException {
        if (!reached.equals(step) || left.getAndDecrement() <= 0) {
            return false;
        }
        client.reset();
        return true;
    }
}
