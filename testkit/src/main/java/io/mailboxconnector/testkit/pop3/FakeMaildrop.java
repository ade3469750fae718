package io.mailboxconnector.testkit.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mails of a {@link ScriptedPop3Server}, and the lock that one session holds. Safe for any thread. */
final class FakeMaildrop {

    /**
     * A mail.
     *
     * @param uidl its name
     * @param bytes its content
     */
    record Mail(String uidl, byte[] bytes) {}

    // Guarded by this.
    private final List<Mail> mails = new ArrayList<>();
    private int arrivals;
    private boolean locked;

    synchronized String add(byte[] bytes) {
        String uidl = "uid-" + ++arrivals;
        mails.add(new Mail(uidl, bytes));
        return uidl;
    }

    synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    synchronized void remove(Set<Mail> gone) {
        mails.removeAll(gone);
    }

    synchronized boolean lock() {
        boolean free = !locked;
        locked = true;
        return free;
    }

    synchronized void unlock() {
        locked = false;
    }
}
