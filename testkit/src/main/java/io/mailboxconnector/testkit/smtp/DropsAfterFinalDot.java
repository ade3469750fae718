package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Takes a message completely and closes the connection without the reply: nobody knows whether it was sent. */
public record DropsAfterFinalDot() implements Misbehaviour {

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return Optional.of(Answer.drop());
    }
}
