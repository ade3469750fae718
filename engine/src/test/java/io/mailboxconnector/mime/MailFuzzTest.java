package io.mailboxconnector.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever bytes arrive, parsing and reading a mail never throws. The default build runs the committed mails of
 * {@code MailFuzzTestInputs}; {@code mvn test -Pfuzz -pl engine -am} looks for new ones.
 */
class MailFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void neverThrows(byte[] mail) {
        HostileMailTest.readAll(TestMails.parse(mail));
    }
}
