package io.mailboxconnector.testkit.imap;

/** Sends the whole mail when a piece is asked for, as Exchange has been seen to do. */
public final class IgnoresPartialFetch implements ImapBehaviour {

    @Override
    public ImapCommand rewrite(ImapCommand command) {
        return command.name().equals("UID FETCH")
                ? command.withArguments(command.arguments().replaceAll("<\\d+\\.\\d+>", ""))
                : command;
    }
}
