package io.mailboxconnector.mime.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readable header values (RFC 2047, RFC 5322 §2.2.3), whatever the sender made of them. */
class HeaderTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                                          | plain
            =?utf-8?B?R3LDvMOfZQ==?=                       | Grüße
            =?iso-8859-1?Q?Gr=FC=DFe_an_alle?=             | Grüße an alle
            =?utf-8*en?q?with_language?=                   | with language
            before =?utf-8?q?=C3=BC?= after                | before ü after
            =?utf-8?q?a?= =?utf-8?q?b?=                    | ab
            =?utf-8?B?w?= =?utf-8?B?w7w=?=                 | ü
            =?utf-8?q?=C3?= =?utf-8?q?=BC?=                | ü
            =?x-none?Q?Gr=C3=BC=C3=9Fe?=                   | Grüße
            =?x-none?Q?Gr=FC=DFe?=                         | Grüße
            =?utf-8?B?!!!!?= and =?utf-8?Q?more?=          | =?utf-8?B?!!!!?= and more
            =?utf-8?Q?a=ZZb?=                              | a=ZZb
            =?utf-8?Q?unfinished                           | =?utf-8?Q?unfinished
            =?utf-8?B?R3LDvMOfZQ?=                         | Grüße
            =?utf-8?Q?with blank?=                         | with blank
            """)
    void decodesWordByWord(String raw, String readable) {
        assertThat(HeaderText.decode(raw)).isEqualTo(readable);
    }

    @Test
    void unfoldsToOneLine() {
        assertThat(HeaderText.unfold(" a \r\n\t b\r\n c\nd\r")).isEqualTo("a b c d");
        assertThat(HeaderText.decode("=?utf-8?q?one?=\r\n =?utf-8?q?line?=")).isEqualTo("oneline");
    }

    @Test
    @Timeout(60)
    void readsAMebibyteOfAnythingInLinearTime() {
        int count = 1 << 20;
        assertThat(HeaderText.decode("a\r\n ".repeat(count / 4))).hasSize(count / 2 - 1);
        assertThat(HeaderText.decode(" ".repeat(count) + "x")).isEqualTo("x");
        assertThat(HeaderText.decode("x\n" + " ".repeat(count) + "x")).isEqualTo("x x");
        assertThat(HeaderText.decode("=?".repeat(count / 2))).hasSize(count);
        assertThat(HeaderText.decode("=?a?q?".repeat(count / 6))).hasSize(count / 6 * 6);
        assertThat(HeaderText.decode("=?utf-8?q?a?= ".repeat(count / 14))).hasSize(count / 14);
    }
}
