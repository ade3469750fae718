package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Closes the connection without a word at one step of the dialogue.
 *
 * @param step the step
 */
public record DropsAt(Step step) implements Misbehaviour {

    @Override
    public Optional<Answer> onConnect(int connection) {
        return step.isGreeting() ? Optional.of(Answer.drop()) : Optional.empty();
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return step.isCommand(command) ? Optional.of(Answer.drop()) : Optional.empty();
    }

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return step.isEndOfContent() ? Optional.of(Answer.drop()) : Optional.empty();
    }
}
