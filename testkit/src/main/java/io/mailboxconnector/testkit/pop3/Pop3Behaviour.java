package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.Set;

/**
 * How a {@link ScriptedPop3Server} differs from a well-behaved one. Each hook does nothing by default; one class stands for one
 * misbehaviour.
 *
 * <p>Called by the threads of the connections, several at a time.
 */
public interface Pop3Behaviour {

    /** What stands for the moment before the greeting where the name of a command is asked for. */
    String GREETING = "GREETING";

    /**
     * Changes what the server offers.
     *
     * @param offered the lines of CAPA, to be changed
     */
    default void capabilities(Set<String> offered) {}

    /**
     * Names a mail.
     *
     * @param uidl what a well-behaved server says
     * @return what this one says; empty to leave the mail out
     */
    default String uidl(String uidl) {
        return uidl;
    }

    /**
     * A command came, or a client connected.
     *
     * @param client the connection
     * @param step the name of the command in capitals, or {@link #GREETING}
     * @param line the whole line
     * @return true when this behaviour answered it, so that the server shall not
     * @throws IOException when the connection is gone
     */
    default boolean answers(Pop3Conversation client, String step, String line) throws IOException {
        return false;
    }
}
