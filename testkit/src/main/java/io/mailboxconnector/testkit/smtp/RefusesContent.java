package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Takes a message completely and refuses it.
 *
 * @param reply the reply to the final dot
 */
public record RefusesContent(String reply) implements Misbehaviour {

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return Optional.of(Answer.say(reply));
    }
}
