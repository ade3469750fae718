package io.mailboxconnector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code mailbox-doctor errors}. */
class ExplainTest {

    private final StringWriter out = new StringWriter();
    private final CommandLine doctor =
            Doctor.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MBX13003                                                  | Add-MailboxPermission
            mbx14021                                                  | Set-CASMailbox
            AADSTS7000215                                             | not its secret id
            AADSTS50011: The redirect URI does not match              | Register exactly
            invalid_grant                                             | mailbox-doctor authorize
            535 5.7.3 Authentication unsuccessful                     | SMTP.SendAsApp
            BAD User is authenticated but not connected.              | Enterprise Application
            PKIX path building failed                                 | trustedCertificates
            """)
    void explainsCodesNumbersFieldsAndWords(String error, String remedy) {
        assertThat(doctor.execute("errors", error)).isZero();
        assertThat(out.toString()).contains(remedy).contains("MBX1");
    }

    @Test
    void joinsWordsThatTheShellHasTornApart() {
        assertThat(doctor.execute("errors", "535", "5.7.3", "Authentication", "unsuccessful"))
                .isZero();
        assertThat(out.toString()).contains("SMTP.SendAsApp");
    }

    @Test
    void saysWhenNothingIsKnown() {
        assertThat(doctor.execute("errors", "MBX99999")).isEqualTo(1);
        assertThat(out.toString()).contains("Nothing is known");
        assertThat(doctor.execute("errors")).isEqualTo(2);
    }
}
