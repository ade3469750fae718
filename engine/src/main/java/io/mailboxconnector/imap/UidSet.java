package io.mailboxconnector.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An immutable set of UIDs that prints itself as an IMAP sequence set ({@code 1:3,7}, RFC 9051 §9 {@code sequence-set}).
 */
public final class UidSet {

    private static final int LONGEST_PIECE = 7500;

    private final TreeSet<Long> uids;

    private UidSet(Collection<Long> uids) {
        this.uids = new TreeSet<>(uids);
    }

    /**
     * A set of UIDs.
     *
     * @param uids the UIDs, in any order
     * @return the set
     */
    public static UidSet of(Collection<Long> uids) {
        return new UidSet(uids);
    }

    /**
     * A set of UIDs.
     *
     * @param uids the UIDs, in any order
     * @return the set
     */
    public static UidSet of(long... uids) {
        List<Long> boxed = new ArrayList<>();
        for (long uid : uids) {
            boxed.add(uid);
        }
        return new UidSet(boxed);
    }

    /**
     * The UIDs.
     *
     * @return in ascending order, unmodifiable
     */
    public SortedSet<Long> uids() {
        return Collections.unmodifiableSortedSet(uids);
    }

    /**
     * Whether there are none.
     *
     * @return true when empty
     */
    public boolean isEmpty() {
        return uids.isEmpty();
    }

    /** Those of these UIDs that a sequence set of a server has ({@code 1:3,7}). */
    SortedSet<Long> within(String sequenceSet) {
        SortedSet<Long> found = new TreeSet<>();
        for (String range : sequenceSet.split(",")) {
            String[] ends = range.split(":");
            long one = Long.parseLong(ends[0]);
            long other = Long.parseLong(ends[ends.length - 1]);
            found.addAll(uids.subSet(Math.min(one, other), true, Math.max(one, other), true));
        }
        return found;
    }

    /** The sequence sets to be used one after the other, so that no command line exceeds what servers take (8,000). */
    List<String> pieces() {
        return pieces(LONGEST_PIECE);
    }

    List<String> pieces(int longest) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String range : ranges()) {
            if (!piece.isEmpty() && piece.length() + 1 + range.length() > longest) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.isEmpty() ? "" : ",").append(range);
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private List<String> ranges() {
        List<String> ranges = new ArrayList<>();
        long first = 0;
        long last = 0;
        for (long uid : uids) {
            if (first != 0 && uid == last + 1) {
                last = uid;
            } else {
                addRange(ranges, first, last);
                first = uid;
                last = uid;
            }
        }
        addRange(ranges, first, last);
        return ranges;
    }

    private static void addRange(List<String> ranges, long first, long last) {
        if (first != 0) {
            ranges.add(first == last ? Long.toString(first) : first + ":" + last);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet that && uids.equals(that.uids);
    }

    @Override
    public int hashCode() {
        return uids.hashCode();
    }

    /** The sequence set; empty text when there are none. */
    @Override
    public String toString() {
        return String.join(",", ranges());
    }
}
