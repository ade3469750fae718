package io.mailboxconnector.testkit.imap;

/** Finds mails also after they were marked as read: the search asks an index that lags behind for ever. */
public final class SearchesStaleIndex implements ImapBehaviour {

    @Override
    public ImapCommand rewrite(ImapCommand command) {
        return command.name().equals("UID SEARCH")
                ? command.withArguments(command.arguments().replace("UNSEEN", "ALL"))
                : command;
    }
}
