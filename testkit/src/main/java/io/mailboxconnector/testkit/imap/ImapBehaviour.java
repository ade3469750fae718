package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.Set;

/**
 * How a {@link ScriptedImapServer} differs from a well-behaved one. Each hook does nothing by default; one class stands
 * for one misbehaviour.
 *
 * <p>Called by the threads of the connections, several at a time.
 */
public interface ImapBehaviour {

    /**
     * Changes what the server offers.
     *
     * @param offered the capabilities in upper case, to be changed
     */
    default void capabilities(Set<String> offered) {}

    /**
     * Says which flags a folder keeps for good.
     *
     * @param usual what a well-behaved server says
     * @return the flags of PERMANENTFLAGS
     */
    default String permanentFlags(String usual) {
        return usual;
    }

    /**
     * A client connected.
     *
     * @param client the connection
     * @return true when the server's greeting shall not be sent
     * @throws IOException when the connection is gone
     */
    default boolean connected(ImapConversation client) throws IOException {
        return false;
    }

    /**
     * Exchanges a command for another before it is looked at.
     *
     * @param command what came
     * @return what shall be executed
     */
    default ImapCommand rewrite(ImapCommand command) {
        return command;
    }

    /**
     * A command came.
     *
     * @param client the connection
     * @param command the command
     * @return true when this behaviour answered it, so that the server shall not
     * @throws IOException when the connection is gone
     */
    default boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        return false;
    }

    /**
     * A client is idle from now on.
     *
     * @param client the connection
     * @throws IOException when the connection is gone
     */
    default void idling(ImapConversation client) throws IOException {}

    /**
     * DONE came.
     *
     * @param client the connection
     * @param tag the tag of the IDLE command
     * @return true when this behaviour answered it, so that the server shall not
     * @throws IOException when the connection is gone
     */
    default boolean answersDone(ImapConversation client, String tag) throws IOException {
        return false;
    }
}
