package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.imap.search.SearchExpression;
import io.mailboxconnector.settings.Format;
import java.util.Locale;

/** Which mails of a folder are delivered. Immutable. */
public sealed interface Selection {

    /** Those that nobody has read. */
    Selection UNSEEN = new Search("UNSEEN");

    /** All, also those that somebody has read. */
    Selection ALL = new Search("ALL");

    /** Those behind the position of the activation, which is kept in a database; whether anybody has read them or not. */
    record Cursor() implements Selection {

        @Override
        public String expression() {
            return "UNDELETED";
        }

        @Override
        public boolean findsUnreadOnly() {
            return false;
        }

        @Override
        public boolean demands(String keyword) {
            return false;
        }
    }

    /**
     * Those that the server finds.
     *
     * @param keys an expression that keeps the grammar of IMAP
     */
    record Search(SearchExpression keys) implements Selection {

        Search(String keys) {
            this(SearchExpression.of(keys));
        }

        /** Mails that are marked as deleted are left out, unless the expression itself says something about them. */
        @Override
        public String expression() {
            boolean asIs = keys.mentions("DELETED") || keys.mentions("UNDELETED");
            return asIs ? keys.toString() : keys + " UNDELETED";
        }

        @Override
        public boolean findsUnreadOnly() {
            return keys.findsUnreadOnly();
        }

        @Override
        public boolean demands(String keyword) {
            return keys.wants(keyword);
        }
    }

    /**
     * What the server is asked.
     *
     * @return an IMAP search expression (RFC 9051 §6.4.4)
     */
    String expression();

    /**
     * Whether a mail that is marked as read is surely not delivered again.
     *
     * @return true when the selection leaves it out
     */
    boolean findsUnreadOnly();

    /**
     * Whether only mails with a keyword are delivered.
     *
     * @param keyword the keyword
     * @return true when the selection demands it
     */
    boolean demands(String keyword);

    /**
     * How selections are written in a configuration.
     *
     * @return the format
     */
    static Format<Selection> format() {
        return Format.of(
                "unseen, all, cursor, unflagged:<keyword>, or an IMAP search expression such as UNSEEN FROM \"shop@example.com\"",
                Selection::parse);
    }

    private static Selection parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("unseen")) {
            return UNSEEN;
        }
        if (lower.equals("all")) {
            return ALL;
        }
        if (lower.equals("cursor")) {
            return new Cursor();
        }
        String preset = "unflagged:";
        boolean unflagged = lower.startsWith(preset);
        String keyword = unflagged ? text.substring(preset.length()).strip() : "";
        if (unflagged && keyword.isEmpty()) {
            throw new Format.Unfit("lacks the keyword after the colon", null);
        }
        try {
            return new Search(unflagged ? "UNKEYWORD " + keyword : text);
        } catch (SearchExpression.Malformed malformed) {
            throw new Format.Unfit(
                    unflagged
                            ? "is no IMAP keyword: letters, digits, $, - and _ are safe"
                            : String.valueOf(malformed.getMessage()),
                    malformed);
        }
    }
}
