package io.mailboxconnector.testkit.imap;

import java.time.Duration;

/** Takes its time to answer DONE. */
public final class AnswersLateToDone implements ImapBehaviour {

    private final Duration delay;

    /**
     * Creates the behaviour.
     *
     * @param delay how long it takes
     */
    public AnswersLateToDone(Duration delay) {
        this.delay = delay;
    }

    @Override
    public boolean answersDone(ImapConversation client, String tag) {
        client.pause(delay);
        return false;
    }
}
