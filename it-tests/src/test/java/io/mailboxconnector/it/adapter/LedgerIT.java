package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed after the bean's transaction was committed and before the mail could be settled. The ledger lies in a
 * data source of the server, the bean works in another.
 */
@Tag("essential")
@Tag("slow")
class LedgerIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    /** What the bean wrote is there before the second branch, the ledger, is committed; nobody tells when that is. */
    private static final Duration SECOND_PHASE = Duration.ofSeconds(3);

    private static Workplace workplace;
    private static Recorder recorder;
    private static LocalMailServer mail;
    private static String ledger;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(LedgerIT.class);
        mail = workplace.lab().mail();
        workplace.server().configureAccount(workplace.lab().account());
        ledger = workplace.server().createDataSource("Ledger");
        workplace.server().deploy(workplace.directories().adapter());
        recorder = new Recorder(workplace.server());
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void aMailThatTookEffectIsSettledAndTheBeanIsNotCalledAgain() {
        deploy(Map.of("ledgerDataSource", ledger));
        crashBeforeSettlementOf("held in the ledger");

        awaitIn("Processed", "held in the ledger");
        assertThat(recorder.calls("held in the ledger")).as("since the crash").isEmpty();
        deliver("after the crash");
        awaitIn("Processed", "after the crash");
        assertThat(recorder.calls("after the crash")).containsExactly(1);
    }

    /** The control: the crash comes at the moment at which a mail is delivered twice. */
    @Test
    void withoutALedgerTheBeanIsCalledAgain() {
        deploy(Map.of());
        crashBeforeSettlementOf("held without a ledger");

        awaitIn("Processed", "held without a ledger");
        assertThat(recorder.calls("held without a ledger"))
                .as("since the crash")
                .containsExactly(1);
    }

    @Test
    void theAttemptsOfAMailThatFailsAreCountedAcrossACrash() {
        deploy(Map.of("ledgerDataSource", ledger, "redeliveryDelay", "PT5S"));
        deliver("poison");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.calls("poison")).containsExactly(1, 2));
        workplace.server().kill();
        workplace.server().start();

        awaitIn("Failed", "poison");
        // The second failure may have been counted before the crash or not.
        assertThat(recorder.calls("poison")).as("since the crash").isIn(List.of(3), List.of(2, 3));
    }

    private static void deploy(Map<String, String> activation) {
        workplace.server().deploy(workplace.recorder(activation));
    }

    private static void crashBeforeSettlementOf(String subject) {
        deliver(subject);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.calls(subject)).containsExactly(1));
        mail.stop();
        recorder.release();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.commits(subject)).isEqualTo(1));
        await().pollDelay(SECOND_PHASE).until(() -> true);
        workplace.server().kill();
        mail.start();
        workplace.server().start();
        await().atMost(SOON).untilAsserted(recorder::release);
    }

    private static void deliver(String subject) {
        mail.deliver(CUSTOMER, MAILBOX, subject, "Once is enough.");
    }

    private static void awaitIn(String folder, String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mail.messages(MAILBOX, folder))
                        .extracting(StoredMail::subject)
                        .contains(subject));
    }
}
