package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.ledger.Ledger;
import io.mailboxconnector.testkit.imap.DropsOnBody;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.RefusesFolder;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.imap.SearchesStaleIndex;
import io.mailboxconnector.testkit.imap.StoresSilently;
import jakarta.resource.spi.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The flow between server, queue and beans: it neither stops nor spins, and nothing is delivered twice. */
class InboundFlowTest {

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private ScriptedImapServer server = ScriptedImapServer.start();
    private InboundFixture fixture = new InboundFixture(server);

    @AfterEach
    void stop() {
        mayEnd.countDown();
        fixture.close();
        server.close();
        assertThat(fixture.container.openEndpoints()).isZero();
    }

    @Test
    void asksForNoEndpointWhileADeliveryRunsThatTookTheOnlyMail() {
        server.deliver(mail("one"));
        DeliveryBoard board = new DeliveryBoard(fixture.settings(), fixture.engine.clock(), () -> {});
        Dispatcher dispatcher = new Dispatcher(
                "INBOX",
                fixture.container.context().getWorkManager(),
                fixture.container.failingEndpoints(1, () -> new UnavailableException("full"), this::recordAndWait),
                fixture.container.context().getTransactionSynchronizationRegistry(),
                board,
                Ledger.none(),
                fixture.settings(),
                fixture.engine.clock(),
                () -> {});
        board.open(1);
        board.enqueue(InboundFixture.parsed(1, 1));
        dispatcher.dispatch();
        await().atMost(PATIENCE).until(() -> dispatcher.nextAttempt().isPresent());

        await().atMost(PATIENCE).until(() -> {
            dispatcher.dispatch();
            return !delivered.isEmpty();
        });

        assertThat(dispatcher.nextAttempt()).isEmpty();
        mayEnd.countDown();
        await().atMost(PATIENCE).until(() -> fixture.container.openEndpoints() == 0);
    }

    @Test
    void searchesNoMoreThanNecessaryWhileARedeliveryIsDueAndTheQueueIsFull() {
        fixture.fetchBudget = 64 * 1024;
        fixture.spoolThreshold = 32 * 1024;
        fixture.maxRedeliveries = 5;
        server.deliver(mail("fails first"));
        for (int i = 0; i < 10; i++) {
            server.deliver(mail("filler" + i) + "x".repeat(20_000));
        }
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    delivered.add(mail.subject());
                    if (mail.subject().equals("fails first") && mail.attempt() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    if (mail.subject().equals("filler0")) {
                        awaitEnd();
                    }
                },
                true));
        await().atMost(PATIENCE).until(() -> delivered.contains("filler0"));
        // Long after the redelivery is due.
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        assertThat(server.commands("UID SEARCH")).hasSizeLessThan(5);
        mayEnd.countDown();
        awaitAllSeen(server);
    }

    @Test
    void goesOnAfterOneRefusalWithMoreMailsWaitingThanFitInTheQueue() {
        fixture.fetchBudget = 64 * 1024;
        fixture.spoolThreshold = 32 * 1024;
        for (int i = 0; i < 20; i++) {
            server.deliver(mail("m" + i) + "x".repeat(20_000));
        }
        fixture.activate(fixture.container.failingEndpoints(1, () -> new UnavailableException("full"), this::record));

        awaitAllSeen(server);
        assertThat(delivered).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterAnErrorInTheContainer() {
        server.deliver(mail("one"));
        fixture.activate(fixture.container.failingEndpoints(1, () -> new NoClassDefFoundError("x"), this::record));

        awaitAllSeen(server);
        assertThat(delivered).containsExactly("one");
    }

    @Test
    void mailOverWhichTheConnectionBreaksDoesNotHoldUpTheOthers() {
        use(new DropsOnBody(2));
        for (String subject : List.of("one", "breaks", "three", "four")) {
            server.deliver(mail(subject));
        }
        fixture.activate(fixture.container.endpoints(this::record, true));

        await().atMost(Duration.ofSeconds(40)).until(() -> delivered.containsAll(List.of("one", "three", "four")));
        await().atMost(PATIENCE).until(() -> InboundFixture.unseen(server).size() == 1);
        assertThat(delivered).doesNotHaveDuplicates();
    }

    @Test
    void deliversAgainWhatSomebodyMarksAsUnread() {
        server.deliver(mail("one"));
        fixture.activate(fixture.container.endpoints(this::record, true));
        awaitAllSeen(server);
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        server.mailbox().inbox().mail(1).orElseThrow().flags().remove("\\Seen");
        server.deliver(mail("two"));

        // The new one is fetched at once; the look that finds the older one again follows.
        await().atMost(PATIENCE).until(() -> delivered.size() == 3);
        assertThat(delivered).containsExactlyInAnyOrder("one", "one", "two");
    }

    @Test
    void aSearchThatLagsBehindDeliversNothingAgain() {
        use(new SearchesStaleIndex());
        fixture.pollInterval = Duration.ofMillis(100);
        server.deliver(mail("one"));
        fixture.activate(fixture.container.endpoints(this::record, true));
        awaitAllSeen(server);
        int looks = server.commands("UID SEARCH").size();
        await().atMost(PATIENCE).until(() -> server.commands("UID SEARCH").size() > looks + 3);
        assertThat(delivered).containsExactly("one");

        server.mailbox().inbox().mail(1).orElseThrow().flags().remove("\\Seen");
        await().atMost(PATIENCE).until(() -> delivered.size() == 2);
        awaitAllSeen(server);
    }

    @Test
    void aServerThatDoesNotTellWhatItStoredIsAskedByALook() {
        use(new StoresSilently());
        fixture.activate(fixture.container.endpoints(this::record, true));
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        server.forgetCommands();
        server.deliver(mail("one"));
        awaitAllSeen(server);
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        assertThat(server.commands("UID SEARCH")).hasSize(1);

        server.mailbox().inbox().mail(1).orElseThrow().flags().remove("\\Seen");
        server.deliver(mail("two"));
        await().atMost(PATIENCE).until(() -> delivered.size() == 3);
    }

    @Test
    void mailsGoOnWhenTheTargetFolderIsRefused() {
        use(new RefusesFolder("Processed"));
        fixture.afterDelivery = Settlement.moveTo("Processed");
        for (String subject : List.of("one", "two", "three", "four", "five")) {
            server.deliver(mail(subject));
        }
        fixture.activate(fixture.container.endpoints(this::record, true));

        awaitAllSeen(server);
        assertThat(delivered).containsExactly("one", "two", "three", "four", "five");
        assertThat(server.mailbox().inbox().mails()).hasSize(5);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void moveToTheFolderThatIsWatchedIsRefusedWhereItIsAskedFor() {
        server.deliver(mail("one"));
        List<String> refusals = new CopyOnWriteArrayList<>();
        MailListener listener = mail -> {
            try {
                mail.settle(Settlement.moveTo("inbox"));
            } catch (IllegalArgumentException e) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        };
        fixture.activate(fixture.container.endpoints(listener, true));

        awaitAllSeen(server);
        assertThat(refusals).singleElement().asString().contains("already");
    }

    private void use(ImapBehaviour behaviour) {
        fixture.close();
        server.close();
        server = ScriptedImapServer.start(behaviour);
        fixture = new InboundFixture(server);
    }

    private void record(ReceivedMail mail) {
        delivered.add(mail.subject());
    }

    private void recordAndWait(ReceivedMail mail) {
        record(mail);
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a bean was interrupted", e);
        }
    }
}
