package io.mailboxconnector.imap.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.imap.search.SearchExpression.Malformed;
import io.mailboxconnector.imap.search.SearchExpression.Part;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of RFC 9051 §6.4.4 and §9. */
class SearchExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALL",
                "unseen undeleted",
                "UNSEEN FROM boss@example.com",
                "SUBJECT \"invoice (new)\" SMALLER 1000000",
                "SUBJECT \"say \\\"hi\\\" and \\\\\"",
                "OR FROM a@example.com OR FROM b@example.com TO c@example.com",
                "NOT (SEEN OR FLAGGED ANSWERED)",
                "HEADER X-Priority 1 SINCE 1-Feb-2026",
                "SENTBEFORE \"01-feb-2026\"",
                "KEYWORD $Done UNKEYWORD processed",
                "1:5,9,12:*",
                "UID 100:* UNSEEN",
                "YOUNGER 3600 OLDER 60",
                "MODSEQ 620162338",
                "CHARSET UTF-8 SUBJECT \"x\"",
                "CHARSET us-ascii UNSEEN",
                "X-GM-RAW \"has:attachment\"",
                "((UNSEEN) (UNDELETED))"
            })
    void takesWhatTheGrammarHas(String text) {
        assertThat(SearchExpression.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UNREAD                       | has the unknown search key UNREAD at position 1
            UNSEEN FORM boss             | has the unknown search key FORM at position 8
            FROM                         | ends before what follows FROM at position 5
            SUBJECT "no end              | has a quote that is never closed at position 9
            SUBJECT "bad \\n escape"      | has a backslash before something else than a quote or backslash at position 14
            (UNSEEN                      | has an opening parenthesis that is never closed at position 1
            UNSEEN)                      | has a closing parenthesis without an opening one at position 7
            ()                           | lacks a search key at position 2
            UNSEEN  FLAGGED              | lacks a search key at position 8
            SINCE 2026-02-01             | has after SINCE 2026-02-01 instead of a date such as 1-Feb-2026 at position 7
            SINCE "1-Feb-2026            | has a quote that is never closed at position 7
            LARGER 1MB                   | has after LARGER 1MB instead of a number at position 8
            KEYWORD \\Seen                | has the sign \\ outside of quotes at position 9
            SUBJECT {5}                  | has a literal; write the text in quotes, literals are made of it at position 9
            SUBJECT 100%                 | has after SUBJECT 100% instead of a text, in quotes if it has blanks at position 9
            CHARSET ISO-8859-1 UNSEEN    | names the charset ISO-8859-1, but texts are sent in UTF-8 at position 9
            OR SEEN                      | ends before a second search key after OR at position 8
            NOT                          | ends before a search key after NOT at position 4
            UID 0:5                      | has after UID 0:5 instead of UIDs such as 1:100 at position 5
            FROM bj\u00f6rn              | has the sign \u00f6 outside of quotes at position 8
            """)
    void saysWhatIsWrongAndWhere(String text, String problem) {
        assertThatThrownBy(() -> SearchExpression.of(text))
                .isInstanceOf(Malformed.class)
                .hasMessage(problem);
    }

    @Test
    void lineBreaksCannotSmuggleACommand() {
        assertThatThrownBy(() -> SearchExpression.of("UNSEEN\r\nA1 DELETE INBOX"))
                .isInstanceOf(Malformed.class)
                .hasMessage("has a line break or control character at position 7");
        assertThatThrownBy(() -> SearchExpression.of("SUBJECT \"a\nb\"")).isInstanceOf(Malformed.class);
    }

    @Test
    void textsThatAreNotAsciiBecomeLiteralsInUtf8() {
        assertThat(SearchExpression.of("UNSEEN (SUBJECT \"Gr\u00fc\u00dfe \\\"x\\\"\")")
                        .parts())
                .containsExactly(
                        new Part.Word("CHARSET UTF-8"),
                        new Part.Word("UNSEEN"),
                        new Part.Group(List.of(new Part.Word("SUBJECT"), new Part.Literal("Gr\u00fc\u00dfe \"x\""))));
    }

    @Test
    void aCharsetThatIsNamedIsNotNamedTwice() {
        assertThat(SearchExpression.of("CHARSET UTF-8 SUBJECT \"\u00fc\"")
                        .parts()
                        .get(0))
                .isEqualTo(new Part.Word("CHARSET UTF-8"));
        assertThat(SearchExpression.of("CHARSET UTF-8 SUBJECT \"\u00fc\"").parts())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "UNSEEN, true",
        "NOT SEEN, true",
        "(UNSEEN FLAGGED), true",
        "OR UNSEEN NEW, false",
        "OR (UNSEEN FLAGGED) (UNSEEN ANSWERED), true",
        "OR UNSEEN FLAGGED, false",
        "FLAGGED, false",
        "NOT (SEEN FLAGGED), false"
    })
    void knowsWhetherAllThatIsFoundIsUnread(String text, boolean unread) {
        assertThat(SearchExpression.of(text).findsUnreadOnly()).isEqualTo(unread);
    }

    @Test
    void knowsWhichKeywordsAreWantedAndLeftOut() {
        assertThat(SearchExpression.of("UNKEYWORD Done").leavesOut("done")).isTrue();
        assertThat(SearchExpression.of("NOT KEYWORD Done").leavesOut("done")).isTrue();
        assertThat(SearchExpression.of("UNSEEN").leavesOut("done")).isFalse();
        assertThat(SearchExpression.of("KEYWORD Done").wants("DONE")).isTrue();
        assertThat(SearchExpression.of("UNKEYWORD Done").wants("DONE")).isFalse();
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> SearchExpression.of("(".repeat(100_000)))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("is nested too deeply");
    }

    @Test
    void noTextWhateverMakesItFailOtherwise() {
        Random random = new Random(42);
        String[] pieces = {
            "UNSEEN", "(", ")", " ", "\"", "\\", "NOT", "OR", "SUBJECT", "1:*", "{3}", "\u00fc", "UID", "x"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                assertThat(SearchExpression.of(text.toString()).parts()).isNotEmpty();
            } catch (Malformed expected) {
                assertThat(expected).hasMessageContaining(" at position ");
            }
        }
    }
}
