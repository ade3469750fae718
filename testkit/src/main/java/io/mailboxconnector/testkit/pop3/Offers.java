package io.mailboxconnector.testkit.pop3;

import java.util.Set;

/**
 * Offers a capability more.
 *
 * @param capability the line of CAPA
 */
public record Offers(String capability) implements Pop3Behaviour {

    @Override
    public void capabilities(Set<String> offered) {
        offered.add(capability);
    }
}
