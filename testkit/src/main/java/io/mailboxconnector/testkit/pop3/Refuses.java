package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers a command with a line of its own, some times. */
public final class Refuses implements Pop3Behaviour {

    private final String step;
    private final String reply;
    private final AtomicInteger left;

    /**
     * Always answers so.
     *
     * @param step the beginning of the command in capitals, such as {@code RETR 2}, or {@link Pop3Behaviour#GREETING}
     * @param reply such as {@code -ERR [IN-USE] locked}
     */
    public Refuses(String step, String reply) {
        this(step, reply, Integer.MAX_VALUE);
    }

    /**
     * Answers so some times.
     *
     * @param step the beginning of the command in capitals
     * @param reply such as {@code -ERR [IN-USE] locked}
     * @param times how often
     */
    public Refuses(String step, String reply, int times) {
        this.step = step;
        this.reply = reply;
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) throws IOException {
        boolean meant = reached.equals(step) || line.equals(step);
        if (!meant || left.getAndDecrement() <= 0) {
            return false;
        }
        client.send(reply);
        return true;
    }
}
