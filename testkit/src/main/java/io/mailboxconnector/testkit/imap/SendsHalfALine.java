package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the beginning of an answer once, then is silent; the connection stays open. */
public final class SendsHalfALine implements ImapBehaviour {

    private final String command;
    private final AtomicInteger left = new AtomicInteger(1);

    /**
     * Creates the behaviour.
     *
     * @param command the name of the command, such as {@code UID SEARCH}, or {@code IDLE} for an idle client
     */
    public SendsHalfALine(String command) {
        this.command = command;
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) throws IOException {
        if (command.equals("IDLE") || !received.name().equals(command) || left.getAndDecrement() <= 0) {
            return false;
        }
        client.sendPart("* SEA");
        return true;
    }

    @Override
    public void idling(ImapConversation client) throws IOException {
        if (command.equals("IDLE") && left.getAndDecrement() > 0) {
            client.sendPart("* 1 EXI");
        }
    }
}
