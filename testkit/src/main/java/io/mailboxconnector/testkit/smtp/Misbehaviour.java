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

    /**
     * Instead of the reply to a chunk that has arrived ({@code BDAT}).
     *
     * @param connection the number of the connection, from 1
     * @param chunk the number of the chunk within its message, from 1
     * @return the answer
     */
    default Optional<Answer> onChunk(int connection, int chunk) {
        return Optional.empty();
    }

    /**
     * How many octets of a reply are written at a time.
     *
     * @return the number; everything at once in the ordinary course
     */
    default int packetSize() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether commands that arrive together with another one are thrown away, as by a server that does not do the
     * {@code PIPELINING} it offers.
     *
     * @return true when they are
     */
    default boolean forgetsPipelined() {
        return false;
    }

    /**
     * Called before each block of content is read, for servers that take their time or read no more.
     *
     * @param bytes how many bytes of the message have arrived
     * @return false to read no more
     */
    default boolean readsOn(long bytes) {
        return true;
    }
}
