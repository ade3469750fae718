package io.mailboxconnector.imap.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may follow a search key (RFC 9051 §9, {@code search-key}). */
enum SearchArgument {
    STRING("a text, in quotes if it has blanks", value -> value.startsWith("\"") || isAtom(value.replace("]", ""))),
    DATE("a date such as 1-Feb-2026", SearchArgument::isDate),
    KEYWORD("a keyword", SearchArgument::isAtom),
    NUMBER("a number", value -> value.matches("\\d{1,19}")),
    POSITIVE("a number of seconds", value -> value.matches("[1-9]\\d{0,9}")),
    SET("UIDs such as 1:100", SearchArgument::isSet);

    /** The keys that stand alone. */
    static final Set<String> PLAIN_KEYS = Set.of(
            "ALL",
            "ANSWERED",
            "DELETED",
            "DRAFT",
            "FLAGGED",
            "NEW",
            "OLD",
            "RECENT",
            "SEEN",
            "UNANSWERED",
            "UNDELETED",
            "UNDRAFT",
            "UNFLAGGED",
            "UNSEEN",
            "SAVEDATESUPPORTED");

    /** The other keys but NOT and OR. */
    static final Map<String, List<SearchArgument>> KEYS = Map.ofEntries(
            Map.entry("BCC", List.of(STRING)),
            Map.entry("BODY", List.of(STRING)),
            Map.entry("CC", List.of(STRING)),
            Map.entry("FROM", List.of(STRING)),
            Map.entry("SUBJECT", List.of(STRING)),
            Map.entry("TEXT", List.of(STRING)),
            Map.entry("TO", List.of(STRING)),
            Map.entry("HEADER", List.of(STRING, STRING)),
            Map.entry("X-GM-RAW", List.of(STRING)),
            Map.entry("EMAILID", List.of(STRING)),
            Map.entry("THREADID", List.of(STRING)),
            Map.entry("BEFORE", List.of(DATE)),
            Map.entry("ON", List.of(DATE)),
            Map.entry("SINCE", List.of(DATE)),
            Map.entry("SENTBEFORE", List.of(DATE)),
            Map.entry("SENTON", List.of(DATE)),
            Map.entry("SENTSINCE", List.of(DATE)),
            Map.entry("SAVEDBEFORE", List.of(DATE)),
            Map.entry("SAVEDON", List.of(DATE)),
            Map.entry("SAVEDSINCE", List.of(DATE)),
            Map.entry("KEYWORD", List.of(KEYWORD)),
            Map.entry("UNKEYWORD", List.of(KEYWORD)),
            Map.entry("LARGER", List.of(NUMBER)),
            Map.entry("SMALLER", List.of(NUMBER)),
            Map.entry("MODSEQ", List.of(NUMBER)),
            Map.entry("YOUNGER", List.of(POSITIVE)),
            Map.entry("OLDER", List.of(POSITIVE)),
            Map.entry("UID", List.of(SET)));

    private final String wanted;
    private final Predicate<String> fits;

    SearchArgument(String wanted, Predicate<String> fits) {
        this.wanted = wanted;
        this.fits = fits;
    }

    /** What it should be, for messages. */
    String wanted() {
        return wanted;
    }

    /** Whether a text is one. */
    boolean fits(String value) {
        return !value.isEmpty() && fits.test(value);
    }

    /** Whether it may stand in quotes. */
    boolean mayBeQuoted() {
        return this == STRING || this == DATE;
    }

    static boolean isSet(String value) {
        return Grammar.SET.matcher(value).matches();
    }

    private static boolean isDate(String value) {
        return Grammar.DATE.matcher(value).matches();
    }

    private static boolean isAtom(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0);
    }

    /** Constants that have to exist before those of the enumeration. */
    private static final class Grammar {
        private static final String NUMBER = "(?:[1-9]\\d{0,9}|\\*)";
        private static final String RANGE = NUMBER + "(?::" + NUMBER + ")?";
        private static final Pattern SET = Pattern.compile(RANGE + "(?:," + RANGE + ")*");
        private static final Pattern DATE = Pattern.compile(
                "(\"?)(?:[1-9]|[012]\\d|3[01])-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\\d{4}\\1",
                Pattern.CASE_INSENSITIVE);
    }
}
