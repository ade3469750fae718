package io.mailboxconnector.imap;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An immutable set of UIDs that prints itself as an IMAP sequence set ({@code 1:3,7}, RFC 9051 §9 {@code sequence-set}).
 */
public final class UidSet {
    private final TreeSet<Long> uids;

    private UidSet(Collection<Long> uids) {
        this.uids = new TreeSet<>(uids);
    }

    public static UidSet of(Collection<Long> uids) {
        return new UidSet(uids);
    }

    public SortedSet<Long> uids() {
        return java.util.Collections.unmodifiableSortedSet(uids);
    }

    public boolean isEmpty() {
        return uids.isEmpty();
    }
}
