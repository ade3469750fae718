package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Takes a message completely and says nothing, with the connection open. */
public record SilentAfterContent() implements Misbehaviour {

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return Optional.of(Answer.silence());
    }
}
