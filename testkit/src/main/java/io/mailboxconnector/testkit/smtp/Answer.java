package io.mailboxconnector.testkit.smtp;

/**
 * What a scripted server does instead of its ordinary reply.
 *
 * @param reply the reply, lines separated by {@code \n}; empty for none
 * @param ends whether the connection is closed afterwards
 */
public record Answer(String reply, boolean ends) {

    /**
     * Replies and goes on.
     *
     * @param reply the reply, lines separated by {@code \n}
     * @return the answer
     */
    public static Answer say(String reply) {
        return new Answer(reply, false);
    }

    /**
     * Replies and closes the connection.
     *
     * @param reply the reply, lines separated by {@code \n}
     * @return the answer
     */
    public static Answer sayAndDrop(String reply) {
        return new Answer(reply, true);
    }

    /**
     * Closes the connection without a word.
     *
     * @return the answer
     */
    public static Answer drop() {
        return new Answer("", true);
    }

    /**
     * Stays silent and keeps the connection open.
     *
     * @return the answer
     */
    public static Answer silence() {
        return new Answer("", false);
    }
}
