package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Accepts a message with two replies in one: the second one would be taken for the reply to the next command. */
public record SaysMoreThanAsked() implements Misbehaviour {

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return Optional.of(Answer.say("250 2.0.0 queued as Q1\n250 2.0.0 and thank you"));
    }
}
