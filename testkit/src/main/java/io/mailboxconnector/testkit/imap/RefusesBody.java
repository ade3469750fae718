package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.Set;

/** Never gives the body of one mail, as servers do whose storage of it is damaged; all at once it gives nothing at all. */
public final class RefusesBody implements ImapBehaviour {

    private final long uid;

    /**
     * Creates the behaviour.
     *
     * @param uid the UID of the mail
     */
    public RefusesBody(long uid) {
        this.uid = uid;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("UID FETCH")
                || !command.arguments().contains("BODY")
                || UidRanges.select(command.word(0), Set.of(uid)).isEmpty()) {
            return false;
        }
        client.send(command.tag() + " NO [SERVERBUG] The message cannot be read");
        return true;
    }
}
