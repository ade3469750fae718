package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * What a scripted server does differently from an honest one. Every method returns empty for the ordinary course.
 *
 * <p>Called from the threads of the connections.
 */
public interface Misbehaviour {

    /** No misbehaviour at all. */
    Misbehaviour NONE = new Misbehaviour() {};

    /**
     * Instead of the greeting.
     *
     * @param connection the number of the connection since the server was started, from 1
     * @return the answer
     */
    default Optional<Answer> onConnect(int connection) {
        return Optional.empty();
    }

    /**
     * Instead of the reply to a command; {@code AUTH} included.
     *
     * @param connection the number of the connection, from 1
     * @param command the whole line
     * @return the answer
     */
    default Optional<Answer> onCommand(int connection, String command) {
        return Optional.empty();
    }

    /**
     * In the middle of a message.
     *
     * @param connection the number of the connection, from 1
     * @param bytes how many bytes of the message have arrived
     * @return the answer
     */
    default Optional<Answer> onData(int connection, long bytes) {
        return Optional.empty();
    }

    /**
     * Instead of accepting a message that has arrived completely.
     *
     * @param connection the number of the connection, from 1
     * @return the answer
     */
    default Optional<Answer> onFinalDot(int connection) {
        return Optional.empty();
    }
}
