package io.mailboxconnector.testkit.imap;

import java.io.IOException;

/** Neither creates a folder nor moves anything into it, as servers do for lack of rights. */
public final class RefusesFolder implements ImapBehaviour {

    private final String folder;

    /**
     * Creates the behaviour.
     *
     * @param folder the name of the folder
     */
    public RefusesFolder(String folder) {
        this.folder = folder;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        boolean concerned = command.name().equals("CREATE") || command.name().equals("UID MOVE");
        if (!concerned || !command.words().contains(folder)) {
            return false;
        }
        client.send(command.tag() + " NO [NOPERM] No right to do that");
        return true;
    }
}
