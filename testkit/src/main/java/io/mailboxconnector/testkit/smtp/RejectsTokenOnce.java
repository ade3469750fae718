package io.mailboxconnector.testkit.smtp;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Refuses the first login of all in the given manner, then behaves. */
public final class RejectsTokenOnce implements Misbehaviour {

    private final AtomicBoolean done = new AtomicBoolean();
    private final String reply;

    /**
     * Refuses once.
     *
     * @param reply the reply to the first AUTH command
     */
    public RejectsTokenOnce(String reply) {
        this.reply = reply;
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.startsWith("AUTH ") && done.compareAndSet(false, true)
                ? Optional.of(Answer.say(reply))
                : Optional.empty();
    }
}
