package io.mailboxconnector.imap.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A search expression of IMAP that keeps the grammar (RFC 9051 §6.4.4, RFC 3501 §6.4.4; of the extensions WITHIN, SAVEDATE,
 * OBJECTID, CONDSTORE and Gmail's). Immutable.
 *
 * <p>Texts in quotes may have any sign but line breaks: those that are not plain ASCII are sent as literals, and the
 * expression as a whole with {@code CHARSET UTF-8}.
 */
public final class SearchExpression {

    /** A part of an expression, as it is sent. */
    public sealed interface Part {
        /**
         * Plain ASCII, sent as it is.
         *
         * @param text an atom, a number, a set, a date or a quoted string with its quotes
         */
        record Word(String text) implements Part {}

        /**
         * A text that is not plain ASCII, sent as a literal.
         *
         * @param text the text without its quotes
         */
        record Literal(String text) implements Part {}

        /**
         * Parts in parentheses.
         *
         * @param parts at least one
         */
        record Group(List<Part> parts) implements Part {
            /** Copies the list. */
            public Group {
                parts = List.copyOf(parts);
            }
        }
    }

    /** Thrown when a text is no search expression. */
    public static final class Malformed extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Malformed(String problem, int position) {
            super(problem + " at position " + (position + 1));
        }
    }

    private final String text;
    private final List<Part> parts;
    private final Set<String> demands;
    private final Set<String> keys;

    SearchExpression(String text, List<Part> parts, Set<String> demands, Set<String> keys) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.demands = Set.copyOf(demands);
        this.keys = Set.copyOf(keys);
    }

    /**
     * Checks a text.
     *
     * @param text the expression
     * @return the expression
     * @throws Malformed when it is none, with the problem and its position
     */
    public static SearchExpression of(String text) {
        return new SearchParser(text).parse();
    }

    /**
     * Whether every mail that is found is surely unread.
     *
     * @return true when the expression demands it, outside of any OR
     */
    public boolean findsUnreadOnly() {
        return demands.contains("UNSEEN") || demands.contains("NEW") || demands.contains("NOT SEEN");
    }

    /**
     * Whether a mail with a keyword is surely not found.
     *
     * @param keyword the keyword
     * @return true when the expression demands its absence, outside of any OR
     */
    public boolean leavesOut(String keyword) {
        String upper = keyword.toUpperCase(Locale.ROOT);
        return demands.contains("UNKEYWORD " + upper) || demands.contains("NOT KEYWORD " + upper);
    }

    /**
     * Whether only mails with a keyword are found.
     *
     * @param keyword the keyword
     * @return true when the expression demands it, outside of any OR
     */
    public boolean wants(String keyword) {
        String upper = keyword.toUpperCase(Locale.ROOT);
        return demands.contains("KEYWORD " + upper) || demands.contains("NOT UNKEYWORD " + upper);
    }

    /**
     * Whether a key is used anywhere.
     *
     * @param key the name in upper case, such as {@code DELETED}
     * @return true when it is
     */
    public boolean mentions(String key) {
        return keys.contains(key);
    }

    /**
     * What is sent, in order.
     *
     * @return the parts
     */
    public List<Part> parts() {
        return parts;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
