package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.time.Duration;

/** One connection of a {@link ScriptedImapServer}, as an {@link ImapBehaviour} sees it. */
public interface ImapConversation {

    /**
     * The server.
     *
     * @return the server
     */
    ScriptedImapServer server();

    /**
     * Which connection this is.
     *
     * @return 1 for the first one that the server ever accepted
     */
    int number();

    /**
     * Sends a line at once.
     *
     * @param line without line end
     * @throws IOException when the connection is gone
     */
    void send(String line) throws IOException;

    /**
     * Sends the beginning of a line.
     *
     * @param part without line end
     * @throws IOException when the connection is gone
     */
    void sendPart(String part) throws IOException;

    /** Closes the connection without a word. */
    void drop();

    /**
     * Waits, but not longer than the server lives.
     *
     * @param duration how long
     */
    void pause(Duration duration);
}
