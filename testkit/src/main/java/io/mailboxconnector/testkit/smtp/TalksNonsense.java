package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Answers one step with something that is not SMTP.
 *
 * @param step the step
 */
public record TalksNonsense(Step step) implements Misbehaviour {

    private static final Answer NONSENSE = Answer.say("HTTP/1.1 400 Bad Request");

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return step.isCommand(command) ? Optional.of(NONSENSE) : Optional.empty();
    }

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return step.isEndOfContent() ? Optional.of(NONSENSE) : Optional.empty();
    }
}
