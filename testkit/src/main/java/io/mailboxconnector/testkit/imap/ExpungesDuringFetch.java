package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.List;

/** Another client removes a mail just before an item of it is fetched. */
public final class ExpungesDuringFetch implements ImapBehaviour {

    private final long uid;
    private final String item;
    private final String answer;

    /**
     * The fetch brings nothing of the mail and is answered with OK.
     *
     * @param uid the UID of the mail in the inbox
     * @param item the beginning of the item, such as {@code BODY.PEEK[]<0.}
     */
    public ExpungesDuringFetch(long uid, String item) {
        this(uid, item, "");
    }

    /**
     * The fetch is answered in the server's own words.
     *
     * @param uid the UID of the mail in the inbox
     * @param item the beginning of the item, such as {@code BODY.PEEK[]<0.}
     * @param answer the rest of the tagged line, such as {@code NO [EXPUNGEISSUED] it is gone}
     */
    public ExpungesDuringFetch(long uid, String item, String answer) {
        this.uid = uid;
        this.item = item;
        this.answer = answer;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("UID FETCH")
                || !command.word(0).equals(Long.toString(uid))
                || !command.arguments().contains(item)) {
            return false;
        }
        client.server().expunge("INBOX", List.of(uid));
        if (answer.isEmpty()) {
            return false;
        }
        client.send(command.tag() + " " + answer);
        return true;
    }
}
