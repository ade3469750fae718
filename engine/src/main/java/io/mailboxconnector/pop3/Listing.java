package io.mailboxconnector.pop3;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the answers to UIDL and LIST together (RFC 1939 §5, §7). Stateless. */
final class Listing {

    /** Gives a digest of the headers of the mail with a number. */
    interface Digests {
        String of(int number);
    }

    private static final Pattern LINE = Pattern.compile("\\s*(\\d{1,9})(?:\\s+(.*))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(?:\\s.*)?");

    private Listing() {}

    static List<ListedMail> of(List<String> uidlLines, List<String> listLines, Digests digests)
            throws ProtocolException {
        Map<Integer, String> names = words(uidlLines);
        Set<String> once = new HashSet<>();
        Set<String> severalTimes = new HashSet<>();
        names.values().forEach(name -> (once.add(name) ? once : severalTimes).add(name));
        List<ListedMail> mails = new ArrayList<>();
        for (Map.Entry<Integer, String> line : words(listLines).entrySet()) {
            int number = line.getKey();
            String name = names.getOrDefault(number, "");
            boolean doubtful = name.isEmpty() || severalTimes.contains(name);
            mails.add(new ListedMail(number, doubtful ? name + "#" + digests.of(number) : name, size(line.getValue())));
        }
        return List.copyOf(mails);
    }

    /** What stands after each number, by number. */
    private static Map<Integer, String> words(List<String> lines) throws ProtocolException {
        Map<Integer, String> words = new TreeMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new ProtocolException("no line of a list: " + line);
            }
            words.put(
                    Integer.valueOf(parts.group(1)),
                    parts.group(2) == null ? "" : parts.group(2).strip());
        }
        return words;
    }

    private static long size(String text) throws ProtocolException {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new ProtocolException("no size of a mail: " + text);
        }
        return Long.parseLong(size.group(1));
    }
}
