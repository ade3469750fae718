package io.mailboxconnector.testkit.imap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One folder of a {@link FakeMailbox}: mails in ascending order of their UIDs.
 *
 * <p>Safe for any thread.
 */
public final class FakeFolder {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile String name;
    private final List<FakeMail> mails = new ArrayList<>(); // guarded by lock
    private long uidValidity; // guarded by lock
    private long uidNext = 1; // guarded by lock

    FakeFolder(String name, long uidValidity) {
        this.name = name;
        this.uidValidity = uidValidity;
    }

    /**
     * The full name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The mails at this moment.
     *
     * @return a copy of the list, oldest first
     */
    public List<FakeMail> mails() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The mail with a UID.
     *
     * @param uid the UID
     * @return the mail, empty when there is none
     */
    public Optional<FakeMail> mail(long uid) {
        return mails().stream().filter(mail -> mail.uid() == uid).findFirst();
    }

    /**
     * The UIDVALIDITY.
     *
     * @return the number
     */
    public long uidValidity() {
        lock.lock();
        try {
            return uidValidity;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next UID to be given.
     *
     * @return the number
     */
    public long uidNext() {
        lock.lock();
        try {
            return uidNext;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the folder another UIDVALIDITY and new UIDs from 1 on, as after a restore from a backup. */
    public void renumber() {
        lock.lock();
        try {
            uidValidity++;
            uidNext = 1;
            List<FakeMail> before = List.copyOf(mails);
            mails.clear();
            before.forEach(mail -> add(mail.internalDate(), mail.bytes(), mail.flags()));
        } finally {
            lock.unlock();
        }
    }

    void rename(String newName) {
        name = newName;
    }

    FakeMail add(Instant internalDate, byte[] bytes, Collection<String> flags) {
        lock.lock();
        try {
            FakeMail mail = new FakeMail(uidNext++, internalDate, bytes);
            mail.flags().addAll(flags);
            mails.add(mail);
            return mail;
        } finally {
            lock.unlock();
        }
    }

    void remove(Set<Long> uids) {
        lock.lock();
        try {
            mails.removeIf(mail -> uids.contains(mail.uid()));
        } finally {
            lock.unlock();
        }
    }

    Set<Long> uids() {
        Set<Long> uids = new TreeSet<>();
        mails().forEach(mail -> uids.add(mail.uid()));
        return uids;
    }
}
