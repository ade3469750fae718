package io.mailboxconnector.testkit.imap;

/** Never tells the flags that it stored, though it was asked to. */
public final class StoresSilently implements ImapBehaviour {

    @Override
    public ImapCommand rewrite(ImapCommand command) {
        return command.name().equals("UID STORE")
                ? command.withArguments(command.arguments().replaceFirst("FLAGS ", "FLAGS.SILENT "))
                : command;
    }
}
