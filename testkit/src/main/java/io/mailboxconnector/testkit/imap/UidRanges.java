package io.mailboxconnector.testkit.imap;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Sequence sets such as {@code 1:3,7,9:*} (RFC 9051 §9). */
final class UidRanges {

    private UidRanges() {}

    /** Those of the existing numbers that the set names; {@code *} is the highest of them. */
    static Set<Long> select(String set, Collection<Long> existing) {
        Set<Long> chosen = new TreeSet<>();
        long highest = existing.stream().mapToLong(Long::longValue).max().orElse(0);
        for (String range : set.split(",")) {
            String[] ends = range.split(":");
            long one = number(ends[0], highest);
            long other = number(ends[ends.length - 1], highest);
            existing.stream()
                    .filter(n -> n >= Math.min(one, other) && n <= Math.max(one, other))
                    .forEach(chosen::add);
        }
        return chosen;
    }

    static boolean isSet(String word) {
        return word.matches("[0-9*][0-9:,*]*");
    }

    private static long number(String text, long highest) {
        return text.equals("*") ? highest : Long.parseLong(text);
    }
}
