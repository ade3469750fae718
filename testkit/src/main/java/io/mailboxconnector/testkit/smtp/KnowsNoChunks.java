package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/** Offers {@code CHUNKING}, but does not know {@code BDAT}, and takes the content behind it for commands. */
public record KnowsNoChunks() implements Misbehaviour {

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.startsWith("BDAT")
                ? Optional.of(Answer.say("502 5.5.2 Command not recognized"))
                : Optional.empty();
    }
}
