package io.mailboxconnector.testkit.smtp;

import java.util.Optional;

/**
 * Refuses one recipient.
 *
 * @param address the address to be refused
 * @param reply the reply to it
 */
public record RejectsRecipient(String address, String reply) implements Misbehaviour {

    /**
     * Refuses an unknown user.
     *
     * @param address the address to be refused
     */
    public RejectsRecipient(String address) {
        this(address, "550 5.1.1 <" + address + ">: no such user here");
    }

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        return command.startsWith("RCPT TO:<" + address + ">") ? Optional.of(Answer.say(reply)) : Optional.empty();
    }
}
