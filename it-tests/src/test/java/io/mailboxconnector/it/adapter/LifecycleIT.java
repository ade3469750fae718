package io.mailboxconnector.it.adapter;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * WildFly lets an administrator halt and continue a bean in three ways, each of which activates the same activation
 * specification anew. Mails arrive all the while.
 */
@Tag("wildfly")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class LifecycleIT {

    private static final int ROUNDS = 10;
    private static final int SHUTDOWN = Integer.MAX_VALUE;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GROUP = "mail";
    private static final ModelNode BEAN = Operations.createAddress(
            "deployment", RecorderArchive.WAR, "subsystem", "ejb3", "message-driven-bean", "RecordingInbox");
    private static final ModelNode DELIVERY_GROUP =
            Operations.createAddress("subsystem", "ejb3", "mdb-delivery-group", GROUP);

    private static Workplace workplace;
    private static WildFlyServer server;
    private static Recorder recorder;
    private static LocalMailServer mail;

    @BeforeAll
    static void deploy() {
        workplace = Workplace.open(LifecycleIT.class);
        server = (WildFlyServer) workplace.server();
        mail = workplace.lab().mail();
        ModelNode group = Operations.createAddOperation(DELIVERY_GROUP);
        group.get("active").set(true);
        server.execute(group);
        server.configureAccount(workplace.lab().account());
        server.deploy(workplace.directories().adapter());
        server.deploy(RecorderArchive.inDeliveryGroup(workplace.directories().work(), GROUP, Map.of()));
        recorder = new Recorder(server);
    }

    @AfterAll
    static void close() {
        if (workplace != null) {
            workplace.close();
        }
    }

    @Test
    void suspendAndResume() throws InterruptedException {
        haltAndContinue(
                "suspended",
                () -> server.execute(Operations.createOperation("suspend")),
                () -> server.execute(Operations.createOperation("resume")));
    }

    @Test
    void stopDeliveryAndStartDelivery() throws InterruptedException {
        haltAndContinue(
                "stopped",
                () -> server.execute(Operations.createOperation("stop-delivery", BEAN)),
                () -> server.execute(Operations.createOperation("start-delivery", BEAN)));
    }

    @Test
    void switchADeliveryGroupOffAndOn() throws InterruptedException {
        haltAndContinue("group", () -> activateGroup(false), () -> activateGroup(true));
    }

    private static void activateGroup(boolean active) {
        server.execute(Operations.createWriteAttributeOperation(DELIVERY_GROUP, "active", active));
    }

    /** Mails arrive before, during and after each halt, and each takes effect once. */
    private static void haltAndContinue(String way, Runnable halt, Runnable proceed) throws InterruptedException {
        awaitProcessed(deliver(way + " first"));
        ServerLog log = server.log().fromNow();
        List<String> threads = ownThreads();
        try (SteadyMail arriving = SteadyMail.begin(mail, way)) {
            for (int round = 1; round <= ROUNDS; round++) {
                String before = arriving.awaitAnother();
                halt.run();
                assertNobodyWatches();
                String during = arriving.awaitAnother();
                proceed.run();
                awaitProcessed(before, during);
            }
            List<String> all = arriving.end();
            awaitProcessed(all.toArray(String[]::new));
            SoftAssertions each = new SoftAssertions();
            for (String subject : all) {
                each.assertThat(recorder.calls(subject)).as(subject).containsExactly(1);
                each.assertThat(recorder.commits(subject)).as(subject).isEqualTo(1);
            }
            each.assertAll();
        }

        assertThat(ownThreads()).hasSameElementsAs(threads).hasSameSizeAs(threads);
        assertThat(log.linesWith("MBX21001")).as("watches that began").hasSize(ROUNDS);
        assertThat(log.linesWith("MBX21002")).as("watches that ended").hasSize(ROUNDS);
        assertThat(complaints(log)).isEmpty();
    }

    private static void assertNobodyWatches() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mail.openConnections()).isZero());
        assertThat(ownThreads()).noneMatch(thread -> thread.startsWith("mailbox-watch"));
    }

    @Test
    void theEndOfDeliveryWaitsForABeanThatIsAtWork() throws Exception {
        deliver("held while delivery ends");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(recorder.calls("held while delivery ends")).containsExactly(1));
        CompletableFuture<Void> stopping =
                CompletableFuture.runAsync(() -> server.execute(Operations.createOperation("stop-delivery", BEAN)));
        await("the stop waits")
                .atMost(SOON)
                .until(() -> server.process().threadDump().contains("MailboxActivation.stop("));
        recorder.release();
        stopping.get(SOON.toSeconds(), TimeUnit.SECONDS);

        assertNobodyWatches();
        assertThat(subjects("Processed")).contains("held while delivery ends");
        assertThat(recorder.commits("held while delivery ends")).isEqualTo(1);
        server.execute(Operations.createOperation("start-delivery", BEAN));
        awaitProcessed(deliver("after the bean that was at work"));
        assertThat(recorder.calls("held while delivery ends")).containsExactly(1);
    }

    /** WildFly deactivates twice: when it suspends and when it removes the deployments. */
    @Test
    @Order(SHUTDOWN)
    void aShutdownDeactivatesTwiceWithoutAWordAndTheNextStartGoesOn() {
        ServerLog log = server.log().fromNow();
        server.shutDown(Duration.ofSeconds(10));
        assertThat(mail.openConnections()).isZero();
        deliver("while the server was down");
        assertThat(log.linesWith("MBX21002")).hasSize(1);
        assertThat(log.linesWith("MBX20102")).hasSize(1);

        server.start();
        awaitProcessed("while the server was down", deliver("after the start"));
        assertThat(recorder.calls("while the server was down")).containsExactly(1);
        assertThat(complaints(log)).isEmpty();
    }

    private static String deliver(String subject) {
        mail.deliver(CUSTOMER, MAILBOX, subject, "Whenever it suits you.");
        return subject;
    }

    private static void awaitProcessed(String... wanted) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("Processed")).contains(wanted));
    }

    private static List<String> subjects(String folder) {
        return mail.messages(MAILBOX, folder).stream().map(StoredMail::subject).toList();
    }

    /** Without those that ask for tokens: they come with a request and go when they have been idle. */
    private static List<String> ownThreads() {
        return server.process().threadNames().stream()
                .filter(name -> name.contains("mailbox"))
                .filter(name -> !name.startsWith("mailbox-token-http"))
                .toList();
    }

    /** What the connector has to complain about, and whoever complains about it. */
    private static List<String> complaints(ServerLog log) {
        return log.text()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ") || line.startsWith("\tat "))
                .filter(line -> line.contains("mailbox") || line.contains("MBX"))
                .toList();
    }
}
