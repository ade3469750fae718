package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Offers IDLE and answers it by the tagged line, without ever idling. */
public final class RefusesIdle implements ImapBehaviour {

    private final String answer;

    /**
     * Creates the behaviour.
     *
     * @param answer the tagged line after the tag, such as {@code NO not now}; some servers say {@code OK}
     */
    public RefusesIdle(String answer) {
        this.answer = answer;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("IDLE")) {
            return false;
        }
        client.send(command.tag() + " " + answer);
        return true;
    }
}
