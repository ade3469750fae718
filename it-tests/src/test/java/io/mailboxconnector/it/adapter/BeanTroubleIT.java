package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The container has no bean to give: one that cannot be made, or none that is free. */
@Tag("essential")
class BeanTroubleIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static Workplace workplace;
    private static Recorder recorder;
    private static LocalMailServer mail;

    @BeforeAll
    static void deploy() {
        workplace = Workplace.open(BeanTroubleIT.class);
        mail = workplace.lab().mail();
        workplace.server().configureAccount(workplace.lab().account());
        workplace.server().deploy(workplace.directories().adapter());
        workplace.server().logDebug("io.mailboxconnector.inbound");
        workplace
                .server()
                .deploy(RecorderArchive.besideTheAdapter(
                        workplace.directories().work(), 1, Map.of("maxConcurrency", "4")));
        recorder = new Recorder(workplace.server());
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void aBeanThatCannotBeMadeCostsAnAttemptAndTheMailComesAgain() {
        deliver("poison ends the life of the beans that there are");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(mail.messages(MAILBOX, "Failed")).hasSize(1));
        ServerLog log = workplace.server().log().fromNow();
        recorder.failBirths(1);
        deliver("needs a new bean");

        awaitProcessed("needs a new bean");
        assertThat(recorder.calls("needs a new bean"))
                .as("the first attempt never reached the bean")
                .containsExactly(2);
        assertThat(recorder.commits("needs a new bean")).isEqualTo(1);
        assertThat(log.linesWith("MBX21007")).as("failed deliveries").hasSize(1);
    }

    /** WildFly lets the call wait for a bean instead. */
    @Tag("payara")
    @Test
    void mailsThatFindNoFreeBeanWaitAndNoAttemptIsCounted() {
        ServerLog log = workplace.server().log().fromNow();
        deliver("held");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.calls("held")).containsExactly(1));
        deliver("second in the queue");
        deliver("third in the queue");
        log.awaitLine("MBX21012", SOON);

        recorder.release();

        awaitProcessed("held", "second in the queue", "third in the queue");
        assertThat(recorder.calls("held")).containsExactly(1);
        assertThat(recorder.calls("second in the queue")).containsExactly(1);
        assertThat(recorder.calls("third in the queue")).containsExactly(1);
        assertThat(log.linesWith("MBX21007")).as("failed deliveries").isEmpty();
    }

    private static void deliver(String subject) {
        mail.deliver(CUSTOMER, MAILBOX, subject, "For a bean.");
    }

    private static void awaitProcessed(String... subjects) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mail.messages(MAILBOX, "Processed"))
                        .extracting(StoredMail::subject)
                        .contains(subjects));
    }
}
