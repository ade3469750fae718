package io.mailboxconnector.testkit.smtp;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Refuses the first recipient of all for the moment, then behaves. */
public final class GreylistsOnce implements Misbehaviour {

    private final AtomicBoolean done = new AtomicBoolean();

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.startsWith("RCPT TO:") && done.compareAndSet(false, true)
                ? Optional.of(Answer.say("451 4.7.1 Greylisted, please try again later"))
                : Optional.empty();
    }
}
