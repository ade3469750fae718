package io.mailboxconnector.testkit.imap;

import java.util.concurrent.atomic.AtomicInteger;

/** Says nothing once, at one step of the protocol; that connection stays open, others are served. */
public final class FallsSilentOnce implements ImapBehaviour {

    private final String step;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param step {@code GREETING}, {@code DONE}, or the name of a command, such as {@code UID FETCH}
     */
    public FallsSilentOnce(String step) {
        this.step = step;
    }

    @Override
    public boolean connected(ImapConversation client) {
        return isSilent("GREETING");
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) {
        return isSilent(received.name());
    }

    @Override
    public boolean answersDone(ImapConversation client, String tag) {
        return isSilent("DONE");
    }

    private boolean isSilent(String reached) {
        return reached.equals(step) && left.getAndDecrement() > 0;
    }
}
