package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Greets with 421: too many connections. */
public record RefusesTooManyConnections() implements Misbehaviour {

    @Override
    public Optional<Answer> onConnect(int connection) {
        return Optional.of(Answer.sayAndDrop("421 4.7.0 Too many concurrent connections from this client"));
    }
}
