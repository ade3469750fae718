package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ApplicationServer.PoolStatistics;
import io.mailboxconnector.it.server.ProcessProbe;
import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.MailDoor;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The adapter deployed by itself, its account declared by the administrator's script, an application beside it. */
@Tag("essential")
class StandaloneAdapterIT {

    /** Far below the poll interval of five minutes: what arrives within it was pushed. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Workplace workplace;
    private static Recorder recorder;
    private static LocalMailServer mail;

    @BeforeAll
    static void deploy() {
        workplace = Workplace.open(StandaloneAdapterIT.class);
        mail = workplace.lab().mail();
        recorder = workplace.deployAdapterAndRecorder();
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void startsWithoutAWarningOfTheArchiveValidation() {
        ServerLog log = workplace.server().log();
        assertThat(log.linesWith("MBX20101")).hasSize(1);
        assertThat(log.linesWith("WARN").stream().filter(line -> line.contains("mailbox")))
                .isEmpty();
    }

    @Test
    void deliversByPushToATransactionalBeanAndMovesTheMailAfterTheCommit() {
        mail.deliver(CUSTOMER, MAILBOX, "ordinary", "Hello.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("ordinary"));
        assertThat(recorder.calls("ordinary")).containsExactly(1);
        assertThat(recorder.commits("ordinary")).isEqualTo(1);
        assertThat(subjects("INBOX")).doesNotContain("ordinary");
    }

    @Test
    void settlesEachOfManyMailsExactlyOnce() {
        List<String> subjects =
                IntStream.rangeClosed(1, 50).mapToObj(i -> "many " + i).toList();
        subjects.forEach(subject -> mail.deliver(CUSTOMER, MAILBOX, subject, "One of many."));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subjects("Processed")).containsAll(subjects));
        assertThat(subjects("Processed").stream().filter(subject -> subject.startsWith("many ")))
                .as("every mail was moved once")
                .containsExactlyInAnyOrderElementsOf(subjects);
        assertThat(subjects).allSatisfy(subject -> {
            assertThat(recorder.calls(subject)).containsExactly(1);
            assertThat(recorder.commits(subject)).isEqualTo(1);
        });
    }

    @Test
    void deliversAgainAfterAnException() {
        mail.deliver(CUSTOMER, MAILBOX, "hiccup", "Fails once.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("hiccup"));
        assertThat(recorder.calls("hiccup")).containsExactly(1, 2);
        assertThat(recorder.commits("hiccup"))
                .as("the first attempt left no trace")
                .isEqualTo(1);
    }

    @Test
    void deliversAgainAfterSetRollbackOnly() {
        mail.deliver(CUSTOMER, MAILBOX, "rollback-only", "Returns normally.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("rollback-only"));
        assertThat(recorder.calls("rollback-only")).containsExactly(1, 2);
        assertThat(recorder.commits("rollback-only")).isEqualTo(1);
    }

    @Test
    void setsAsideAMailThatFailsEveryTimeAndDeliversTheOthers() {
        mail.deliver(CUSTOMER, MAILBOX, "poison", "Fails always.");
        mail.deliver(CUSTOMER, MAILBOX, "after the poison", "Must not wait.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("after the poison"));
        await().atMost(SOON).untilAsserted(() -> assertThat(subjects("Failed")).containsExactly("poison"));
        assertThat(recorder.calls("poison")).containsExactly(1, 2, 3);
        assertThat(recorder.commits("poison")).isZero();
        assertThat(subjects("INBOX")).doesNotContain("poison");
    }

    @Test
    void sendsManyMailsOverOnePooledConnection() {
        int tokens = workplace.lab().authorization().requests();
        int connections = mail.connections(MailDoor.SMTPS);
        PoolStatistics before = workplace.server().poolStatistics("Mailbox");

        List<String> receipts = recorder.send(CUSTOMER, "pooled", 25);

        assertThat(receipts).hasSize(25).doesNotHaveDuplicates().allMatch(line -> line.startsWith("<"));
        assertThat(mail.messages(CUSTOMER, "INBOX").stream().map(StoredMail::subject))
                .filteredOn(subject -> subject.startsWith("pooled"))
                .hasSize(25);
        PoolStatistics after = workplace.server().poolStatistics("Mailbox");
        assertThat(after.created() - before.created()).isLessThanOrEqualTo(1);
        assertThat(after.inUse()).isZero();
        assertThat(mail.connections(MailDoor.SMTPS) - connections).isLessThanOrEqualTo(1);
        assertThat(workplace.lab().authorization().requests() - tokens).isLessThanOrEqualTo(1);
    }

    @Test
    void findsTheMailServerAgainWhenItRestartsDuringIdle() {
        ServerLog log = workplace.server().log().fromNow();
        mail.stop();
        log.awaitLine("MBX21003", SOON);
        mail.deliver(CUSTOMER, MAILBOX, "while the server was away", "Nobody was told.");
        mail.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("while the server was away"));
        mail.deliver(CUSTOMER, MAILBOX, "after the restart", "By push again.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains("after the restart"));
        assertThat(recorder.calls("while the server was away")).containsExactly(1);
        assertThat(log.linesWith("MBX21003")).as("one warning per outage").hasSize(1);
        assertThat(log.linesWith("MBX21005")).hasSize(1);
    }

    @Tag("payara")
    @Test
    void loadsNothingOfWildFly() {
        ProcessProbe process = workplace.server().process();
        assertThat(process.classesOf("io.mailboxconnector.adapter."))
                .as("the probe sees classes")
                .isNotEmpty();
        assertThat(List.of("org.wildfly.", "org.jboss.as.", "org.jboss.jca."))
                .flatMap(process::classesOf)
                .isEmpty();
    }

    private static List<String> subjects(String folder) {
        return mail.messages(MAILBOX, folder).stream().map(StoredMail::subject).toList();
    }
}
