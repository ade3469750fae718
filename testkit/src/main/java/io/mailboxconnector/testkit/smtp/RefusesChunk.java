package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Takes some chunks of a message and refuses the others.
 *
 * @param from the number of the first chunk that is refused, from 1
 * @param reply the reply to it
 */
public record RefusesChunk(int from, String reply) implements Misbehaviour {

    @Override
    public Optional<Answer> onChunk(int connection, int number) {
        return number < from ? Optional.empty() : Optional.of(Answer.say(reply));
    }
}
