package io.mailboxconnector.testkit.scripted;

/** One connection of a scripted server. One thread runs it, any thread may drop it. */
public interface Conversation extends Runnable {

    /** Talks to the client until one of the two ends the connection. */
    @Override
    void run();

    /** Closes the connection without a word. Idempotent. */
    void drop();
}
