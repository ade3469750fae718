package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Says goodbye with 421 instead of answering at one step of the dialogue, and closes the connection (RFC 5321 §3.8).
 *
 * @param step the step
 */
public record SaysGoodbyeAt(Step step) implements Misbehaviour {

    private static final Answer GOODBYE = Answer.sayAndDrop("421 4.3.0 scripted.example.com going down");

    @Override
    public Optional<Answer> onConnect(int connection) {
        return step.isGreeting() ? Optional.of(GOODBYE) : Optional.empty();
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return step.isCommand(command) ? Optional.of(GOODBYE) : Optional.empty();
    }

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return step.isEndOfContent() ? Optional.of(GOODBYE) : Optional.empty();
    }
}
