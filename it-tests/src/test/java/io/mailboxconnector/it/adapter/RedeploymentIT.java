package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.app.Journal;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.PayaraServer;
import io.mailboxconnector.it.server.ProcessProbe;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Adapter and application come and go ten times and leave nothing behind. */
@Tag("slow")
class RedeploymentIT {

    private static final int ROUNDS = 10;
    private static final String ADAPTER = "mailbox-connector.rar";
    private static final String ADAPTER_CLASS = "io.mailboxconnector.adapter.MailboxResourceAdapter";

    private static Workplace workplace;
    private static Recorder recorder;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(RedeploymentIT.class);
        workplace.server().configureAccount(workplace.lab().account());
        recorder = new Recorder(workplace.server());
    }

    @BeforeEach
    void deploy() {
        workplace.server().deploy(workplace.directories().adapter());
        workplace.server().deploy(workplace.recorder());
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void leavesNoThreadNoSocketAndNoClassLoaderBehind() {
        ApplicationServer server = workplace.server();
        LocalMailServer mail = workplace.lab().mail();
        ProcessProbe process = server.process();
        use("first of all");
        assertThat(mail.openConnections()).as("the probe sees connections").isPositive();
        assertThat(ownThreads(process)).as("the probe sees threads").isNotEmpty();
        assertThat(process.copiesOf(ADAPTER_CLASS))
                .as("the probe sees class loaders")
                .isEqualTo(1);
        for (int round = 1; round <= ROUNDS; round++) {
            use("round " + round);
            server.undeploy(RecorderArchive.WAR);
            server.undeploy(ADAPTER);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(mail.openConnections()).isZero());
            server.deploy(workplace.directories().adapter());
            server.deploy(workplace.recorder());
        }
        use("the last round");
        server.undeploy(RecorderArchive.WAR);
        server.undeploy(ADAPTER);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mail.openConnections()).isZero());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ownThreads(process)).isEmpty());
        assertThat(process.copiesOf(ADAPTER_CLASS))
                .as("class loaders of the adapter that are still reachable after %s rounds", ROUNDS)
                .isLessThanOrEqualTo(mostCopies());
        assertThat(process.copiesOf(Journal.class.getName())).isLessThanOrEqualTo(mostCopies());
    }

    /**
     * Two on WildFly, however many rounds, and both are replaced by the next one: Java 17 keeps the type of the record that it
     * linked last (the cached conversion of the handle in ObjectMethods), and an idle thread of the server's pool still has its
     * last delivery on its stack.
     *
     * <p>Five on Payara 6. Its heap shows what holds them: the same record; the thread of Payara's probes, which has the class
     * loader that deployed when it began; and three workers of the server's pool, which inherited the access control context of
     * the watch that gave them their first work. One copy for each round would be a leak for certain.
     */
    private static int mostCopies() {
        return workplace.server() instanceof PayaraServer ? ROUNDS / 2 : 2;
    }

    /** Payara does not connect a running application again: there it has to be deployed anew. */
    @Tag("wildfly")
    @Test
    void replacesTheAdapterUnderARunningApplication() {
        use("before the replacement");
        workplace.server().deploy(workplace.directories().adapter());
        use("after the replacement");
        workplace.server().undeploy(RecorderArchive.WAR);
        workplace.server().undeploy(ADAPTER);
    }

    /** Both directions work: a mail is delivered and one is sent. */
    private static void use(String subject) {
        LocalMailServer mail = workplace.lab().mail();
        mail.deliver(CUSTOMER, MAILBOX, subject, "Still there?");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mail.messages(MAILBOX, "Processed"))
                        .extracting(StoredMail::subject)
                        .contains(subject));
        assertThat(recorder.send(CUSTOMER, "answer", 1)).allMatch(line -> line.startsWith("<"));
    }

    private static List<String> ownThreads(ProcessProbe process) {
        return process.threadNames().stream()
                .filter(name -> name.contains("mailbox"))
                .toList();
    }
}
