package io.mailboxconnector.testkit.imap;

/** Never answers a command; the connection stays open. */
public final class FallsSilent implements ImapBehaviour {

    private final String command;

    /**
     * Creates the behaviour.
     *
     * @param command the name, such as {@code UID FETCH}, or {@code GREETING}
     */
    public FallsSilent(String command) {
        this.command = command;
    }

    @Override
    public boolean connected(ImapConversation client) {
        return command.equals("GREETING");
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) {
        return received.name().equals(command);
    }
}
