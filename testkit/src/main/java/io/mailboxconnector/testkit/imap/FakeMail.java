package io.mailboxconnector.testkit.imap;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * One mail of a {@link FakeFolder}.
 *
 * <p>Identity and bytes never change; the set of flags is live and safe for any thread.
 *
 * @param uid the UID
 * @param internalDate when it arrived
 * @param bytes the mail as transferred
 * @param flags flags and keywords, such as {@code \Seen}, in any case
 */
public record FakeMail(long uid, Instant internalDate, byte[] bytes, Set<String> flags) {

    FakeMail(long uid, Instant internalDate, byte[] bytes) {
        this(uid, internalDate, bytes, new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER));
    }

    /**
     * Whether the mail is marked as read.
     *
     * @return true when {@code \Seen} is set
     */
    public boolean seen() {
        return flags.contains("\\Seen");
    }

    @Override
    public String toString() {
        return "FakeMail[uid=" + uid + ", flags=" + flags + ", bytes=" + bytes.length + "]";
    }
}
