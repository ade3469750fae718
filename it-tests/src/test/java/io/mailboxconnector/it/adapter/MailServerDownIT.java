package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mail server that cannot be reached, in the moments in which that is worst. */
@Tag("slow")
class MailServerDownIT {

    private static Workplace workplace;
    private static Recorder recorder;

    @BeforeAll
    static void deployWhileTheMailServerIsDown() {
        workplace = Workplace.open(MailServerDownIT.class);
        workplace.lab().mail().stop();
        recorder = workplace.deployAdapterAndRecorder();
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void deploysStartsAgainAndDeliversAsSoonAsTheMailServerIsThere() {
        ServerLog log = workplace.server().log();
        String warning = log.awaitLine("MBX21003", Duration.ofSeconds(60));
        assertThat(warning).as("what, where, what next").contains("localhost", "INBOX", "next attempt");
        assertThat(log.linesWith("\tat io.mailboxconnector"))
                .as("no stack trace")
                .isEmpty();

        assertThat(recorder.send(CUSTOMER, "too early", 1))
                .as("the application gets a numbered message instead of a stack trace")
                .hasSize(1)
                .allMatch(line -> line.startsWith("MBX"));

        ServerLog afterRestart = log.fromNow();
        workplace.server().kill();
        workplace.server().start();
        afterRestart.awaitLine("MBX21003", Duration.ofSeconds(60));

        LocalMailServer mail = workplace.lab().mail();
        mail.deliver(CUSTOMER, MAILBOX, "early bird", "Before the doors open.");
        mail.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mail.messages(MAILBOX, "Processed"))
                        .extracting(StoredMail::subject)
                        .contains("early bird"));
        assertThat(recorder.calls("early bird")).containsExactly(1);
        assertThat(recorder.send(CUSTOMER, "in time", 1)).allMatch(line -> line.startsWith("<"));
    }
}
