package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Offers extensions, but refuses every parameter of {@code MAIL} and {@code RCPT} (RFC 5321 §4.1.1.11). */
public record RefusesParameters() implements Misbehaviour {

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        boolean hasParameters = command.matches("(MAIL FROM|RCPT TO):<[^>]*> .+");
        return hasParameters
                ? Optional.of(Answer.say("555 5.5.4 MAIL FROM/RCPT TO parameters not recognized"))
                : Optional.empty();
    }
}
