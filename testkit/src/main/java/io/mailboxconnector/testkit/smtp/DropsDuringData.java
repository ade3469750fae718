package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Closes the connection in the middle of a message.
 *
 * @param afterBytes how much of the message is taken
 */
public record DropsDuringData(long afterBytes) implements Misbehaviour {

    @Override
    public Optional<Answer> onData(int connection, long bytes) {
        return bytes >= afterBytes ? Optional.of(Answer.drop()) : Optional.empty();
    }
}
