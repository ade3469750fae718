package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.Set;

/**
 * Does not offer a capability, and does not know its command.
 *
 * @param capability the line of CAPA, such as {@code TOP} or {@code SASL PLAIN XOAUTH2}; {@code CAPA} for a server of old
 */
public record Without(String capability) implements Pop3Behaviour {

    @Override
    public void capabilities(Set<String> offered) {
        offered.remove(capability);
    }

    @Override
    public boolean answers(Pop3Conversation client, String step, String line) throws IOException {
        if (!step.equals(capability)) {
            return false;
        }
        client.send("-ERR unknown command");
        return true;
    }
}
