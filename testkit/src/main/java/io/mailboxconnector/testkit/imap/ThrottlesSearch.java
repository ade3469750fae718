package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.time.Duration;

/** Refuses searches and names the time after which the client may come back, as Exchange Online does. */
public final class ThrottlesSearch implements ImapBehaviour {

    private final Duration backoff;

    /**
     * Creates the behaviour.
     *
     * @param backoff the time that the client is told
     */
    public ThrottlesSearch(Duration backoff) {
        this.backoff = backoff;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("UID SEARCH")) {
            return false;
        }
        client.send(command.tag() + " BAD Request is throttled. Suggested Backoff Time: " + backoff.toMillis()
                + " milliseconds");
        return true;
    }
}
