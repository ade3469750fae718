package io.mailboxconnector.sample.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that strangers gave to files. */
class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "Foto ä.png, Foto ä.png",
        "../../etc/passwd, passwd",
        "C:\\Windows\\cmd.exe, cmd.exe",
        ".htaccess, htaccess",
        "a<b>:c|d?e*.txt, a_b__c_d_e_.txt",
        "report.pdf. , report.pdf"
    })
    void keepsTheHarmlessPart(String given, String safe) {
        assertThat(FileName.safe(given)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "/", "a/", "CON", "nul.txt", "\r\n", "\u202E"})
    void replacesWhatIsNoName(String given) {
        assertThat(FileName.safe(given)).isEqualTo("attachment");
    }

    @Test
    void removesLineBreaksAndDirectionMarks() {
        assertThat(FileName.safe("a\r\nb.txt")).isEqualTo("a b.txt");
        assertThat(FileName.safe("invoice\u202Efdp.exe")).isEqualTo("invoice fdp.exe");
    }

    @Test
    void shortensBeforeTheExtension() {
        assertThat(FileName.safe("x".repeat(300) + ".pdf"))
                .hasSize(FileName.MAX_LENGTH)
                .endsWith("….pdf");
    }

    @Test
    void neverCutsACharacterInTwo() {
        String shortened = PlainText.line("a".repeat(8) + "😀😀", 10);
        assertThat(shortened).isEqualTo("aaaaaaaa…");
    }
}
