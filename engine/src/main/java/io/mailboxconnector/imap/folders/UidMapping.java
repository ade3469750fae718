package io.mailboxconnector.imap.folders;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.Response;

/**
 * Which UIDs copies received, as far as the server told ({@code COPYUID}, RFC 4315 §3; for a move RFC 6851 §4.3). Immutable.
 *
 * @param uidValidity the UIDVALIDITY of the target folder; 0 when the server told nothing
 * @param uids the UID of each copy by the UID of its original
 */
public record UidMapping(long uidValidity, Map<Long, Long> uids) {

    /** The server told nothing. */
    public static final UidMapping NONE = new UidMapping(0, Map.of());

    private static final Pattern COPY_UID =
            Pattern.compile("\\[COPYUID (\\d{1,10}) ([\\d:,]+) ([\\d:,]+)]", Pattern.CASE_INSENSITIVE);

    /** Copies the map. */
    public UidMapping {
        uids = Collections.unmodifiableMap(new LinkedHashMap<>(uids));
    }

    /**
     * Reads the answer to a copy or a move.
     *
     * @param answer all responses
     * @param asked the UIDs that were to be copied: nothing else is read, whatever the server says
     * @return what it told
     */
    public static UidMapping in(Response[] answer, SortedSet<Long> asked) {
        for (Response response : answer) {
            Matcher told = COPY_UID.matcher(response.toString());
            if (told.find()) {
                return new UidMapping(Long.parseLong(told.group(1)), pairs(told.group(2), told.group(3), asked));
            }
        }
        return NONE;
    }

    /** Both sets name as many UIDs, in the same order. */
    private static Map<Long, Long> pairs(String originals, String copies, SortedSet<Long> asked) {
        Map<Long, Long> pairs = new LinkedHashMap<>();
        PrimitiveIterator.OfLong from = uids(originals).limit(asked.size()).iterator();
        PrimitiveIterator.OfLong to = uids(copies).limit(asked.size()).iterator();
        while (from.hasNext() && to.hasNext()) {
            long original = from.nextLong();
            long copy = to.nextLong();
            if (asked.contains(original)) {
                pairs.put(original, copy);
            }
        }
        return pairs;
    }

    private static LongStream uids(String sequenceSet) {
        return Pattern.compile(",").splitAsStream(sequenceSet).flatMapToLong(range -> {
            String[] ends = range.split(":");
            long one = Long.parseLong(ends[0]);
            long other = Long.parseLong(ends[ends.length - 1]);
            return LongStream.rangeClosed(Math.min(one, other), Math.max(one, other));
        });
    }

    /**
     * This and what another command of the same work told.
     *
     * @param more what it told
     * @return both
     */
    public UidMapping plus(UidMapping more) {
        if (more.uids.isEmpty()) {
            return this;
        }
        Map<Long, Long> all = new LinkedHashMap<>(uids);
        all.putAll(more.uids);
        return new UidMapping(more.uidValidity, all);
    }
}
