package io.mailboxconnector.testkit.pop3;

/**
 * Never answers a command; the connection stays open.
 *
 * @param step the name of the command, or {@link Pop3Behaviour#GREETING}
 */
public record FallsSilent(String step) implements Pop3Behaviour {

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) {
        return reached.equals(step);
    }
}
