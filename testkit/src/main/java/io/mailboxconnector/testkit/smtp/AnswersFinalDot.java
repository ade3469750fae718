package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Takes a message completely and answers the final dot, and the RSET that may follow, in its own manner.
 *
 * @param answer to the final dot
 * @param toReset to {@code RSET}; empty for the ordinary course
 */
public record AnswersFinalDot(Answer answer, Optional<Answer> toReset) implements Misbehaviour {

    /**
     * Answers only the final dot.
     *
     * @param answer to the final dot
     */
    public AnswersFinalDot(Answer answer) {
        this(answer, Optional.empty());
    }

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        return Optional.of(answer);
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.equals("RSET") ? toReset : Optional.empty();
    }
}
