package io.mailboxconnector.testkit.smtp;

import java.util.Locale;
import java.util.Optional;

/**
 * Answers one command in a given manner.
 *
 * @param verb the beginning of the command in upper case
 * @param answer what is done
 */
public record ReplyTo(String verb, Answer answer) implements Misbehaviour {

    /**
     * Replies in a given manner.
     *
     * @param verb the beginning of the command
     * @param reply the reply to it
     */
    public ReplyTo(String verb, String reply) {
        this(verb, Answer.say(reply));
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.toUpperCase(Locale.ROOT).startsWith(verb) ? Optional.of(answer) : Optional.empty();
    }
}
