package io.mailboxconnector.testkit.imap;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * One mail of a {@link FakeFolder}.
 *
 * <p>UID, date and bytes never change; the set of flags is live and safe for any thread.
 */
public final class FakeMail {

    private final long uid;
    private final Instant internalDate;
    private final byte[] bytes;
    private final Set<String> flags = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);

    FakeMail(long uid, Instant internalDate, byte[] bytes) {
        this.uid = uid;
        this.internalDate = internalDate;
        this.bytes = bytes;
    }

    /**
     * The UID.
     *
     * @return the number
     */
    public long uid() {
        return uid;
    }

    /**
     * When it arrived.
     *
     * @return INTERNALDATE
     */
    public Instant internalDate() {
        return internalDate;
    }

    /**
     * The mail as transferred.
     *
     * @return its bytes, not copied
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Flags and keywords, such as {@code \Seen}, in any case.
     *
     * @return the live set
     */
    public Set<String> flags() {
        return flags;
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
