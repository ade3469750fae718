package io.mailboxconnector.testkit.imap;

import java.util.List;
import java.util.Set;

/** Announces more capabilities than the server has. */
public final class Offers implements ImapBehaviour {

    private final List<String> additional;

    /**
     * Creates the behaviour.
     *
     * @param additional the capabilities in upper case
     */
    public Offers(String... additional) {
        this.additional = List.of(additional);
    }

    @Override
    public void capabilities(Set<String> offered) {
        offered.addAll(additional);
    }
}
