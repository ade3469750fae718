package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Refuses every message as Exchange Online does when a mailbox has too many connections at work. */
public record LimitsThreads() implements Misbehaviour {

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.startsWith("MAIL")
                ? Optional.of(Answer.say("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"))
                : Optional.empty();
    }
}
