package io.mailboxconnector.testkit.imap;

import java.util.Set;

/** Lacks some capabilities. */
public final class Without implements ImapBehaviour {

    private final Set<String> missing;

    /**
     * Creates the behaviour.
     *
     * @param missing the capabilities in upper case, such as {@code IDLE}
     */
    public Without(String... missing) {
        this.missing = Set.of(missing);
    }

    @Override
    public void capabilities(Set<String> offered) {
        offered.removeAll(missing);
    }
}
