package io.mailboxconnector.testkit.pop3;

import java.io.IOException;

/** One connection of a {@link ScriptedPop3Server}, as a {@link Pop3Behaviour} sees it. */
public interface Pop3Conversation {

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
     * Sends octets at once.
     *
     * @param octets as they are
     * @throws IOException when the connection is gone
     */
    void sendOctets(byte[] octets) throws IOException;

    /** Removes what is marked as deleted, as QUIT does. */
    void removeMarked();

    /** Closes the connection without a word. */
    void drop();

    /**
     * Resets the connection: the client's next read or write fails at once (TCP RST).
     *
     * @throws IOException when the connection is gone
     */
    void reset() throws IOException;
}
