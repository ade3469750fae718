package io.mailboxconnector.testkit.pop3;

/**
 * Gives all mails the same UIDL, or none.
 *
 * @param name the name; empty to leave all mails out of the list
 */
public record NamesAllTheSame(String name) implements Pop3Behaviour {

    @Override
    public String uidl(String uidl) {
        return name;
    }
}
