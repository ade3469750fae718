package io.mailboxconnector.mime.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of attachments are safe as names of files. */
class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Rechnung €.pdf          ; Rechnung €.pdf
            ../../etc/passwd        ; passwd
            C:\\Temp\\a.txt         ; a.txt
            a<b>:c|d?*.txt          ; a_b__c_d__.txt
            .bashrc                 ; bashrc
            name.txt. .             ; name.txt
            con                     ; _con
            LPT1.txt                ; _LPT1.txt
            console.txt             ; console.txt
            """)
    void areMadeSafe(String given, String safe) {
        assertThat(FileName.safe(given)).contains(safe);
    }

    @Test
    void doNotTurnTheReadingDirection() {
        assertThat(FileName.safe("invoice\u202Efdp.exe")).contains("invoicefdp.exe");
        assertThat(FileName.safe("a\u0000b\r\n.txt")).contains("ab.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/", "\\", " . ", "\u202E"})
    void areMissingWhenNothingIsLeft(String given) {
        assertThat(FileName.safe(given)).isEmpty();
    }

    @Test
    void keepTheirExtensionWhenTheyAreShortened() {
        String name = FileName.safe("ü".repeat(5_000) + ".docx").orElseThrow();

        assertThat(name).hasSize(150).endsWith("ü.docx");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(500);
    }

    @Test
    void areOneSegmentWhateverIsGiven() {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder given = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                given.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
            }
            FileName.safe(given.toString())
                    .ifPresent(name -> assertThat(name)
                            .isNotBlank()
                            .doesNotContainPattern("[/\\\\:*?\"<>|\\p{Cntrl}]")
                            .doesNotStartWith(".")
                            .doesNotEndWith(".")
                            .doesNotEndWith(" "));
        }
    }
}
