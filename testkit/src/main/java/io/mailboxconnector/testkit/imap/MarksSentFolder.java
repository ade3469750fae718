package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Lists INBOX and one more folder, which it marks as the one for sent mails (RFC 6154 §2). */
public final class MarksSentFolder implements ImapBehaviour {

    private final String folder;

    /**
     * Creates the behaviour.
     *
     * @param folder the name of the folder for sent mails
     */
    public MarksSentFolder(String folder) {
        this.folder = folder;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("LIST")) {
            return false;
        }
        client.send("* LIST (\\HasNoChildren) \"/\" \"INBOX\"");
        client.send("* LIST (\\HasNoChildren \\Sent) \"/\" \"" + folder + "\"");
        client.send(command.tag() + " OK done");
        return true;
    }
}
