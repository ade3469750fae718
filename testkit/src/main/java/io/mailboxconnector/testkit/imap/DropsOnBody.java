package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.Set;

/** Closes the connection whenever the body of one mail is asked for. */
public final class DropsOnBody implements ImapBehaviour {

    private final long uid;

    /**
     * Creates the behaviour.
     *
     * @param uid the UID of the mail
     */
    public DropsOnBody(long uid) {
        this.uid = uid;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("UID FETCH")
                || !command.arguments().contains("BODY")
                || UidRanges.select(command.word(0), Set.of(uid)).isEmpty()) {
            return false;
        }
        client.drop();
        return true;
    }
}
