package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger in real databases, in the transactions of the bean (ADR 7). */
class ExactlyOnceTest {

    private static final TestDatabases DATABASES = new TestDatabases();

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @AfterAll
    static void stopDatabases() {
        DATABASES.close();
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesThatDeliverTheSameMailsHaveOneEffectEach(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        for (int i = 0; i < 20; i++) {
            server.deliver(mail("m" + i));
        }

        try (InboundFixture other = new InboundFixture(server)) {
            ledger.configure(other);
            CountDownLatch both = new CountDownLatch(2);
            fixture.activate(fixture.container.endpoints(mail -> meetAndWrite(ledger, both, mail), true));
            other.activate(other.container.endpoints(mail -> meetAndWrite(ledger, both, mail), true));
            awaitAllSeen(server);
        }

        assertThat(ledger.effects()).isEqualTo(20);
        assertThat(ledger.number("SELECT COUNT(DISTINCT subject) FROM effect")).isEqualTo(20);
        assertThat(ledger.number("SELECT COUNT(*) FROM mbx_ledger")).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void crashBetweenCommitAndSettlementLeadsToNoSecondCall(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        try (InboundFixture crashing = new InboundFixture(server)) {
            ledger.configure(crashing);
            // Kept in the memory of this node only: nothing on the server tells of the commit.
            crashing.afterDelivery = Settlement.keep();
            crashing.activate(crashing.container.endpoints(ledger.bean(), true));
            await().atMost(PATIENCE).until(() -> ledger.effects() == 1);
        }
        assertThat(InboundFixture.unseen(server)).hasSize(1);

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitAllSeen(server);

        assertThat(calls).isEmpty();
        assertThat(ledger.effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void crashBetweenCommitAndSettlementEndsInWhatTheBeanChose(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        server.deliver(mail("two"));
        try (InboundFixture crashing = new InboundFixture(server)) {
            ledger.configure(crashing);
            crashing.activate(crashing.container.batchEndpoints(mails -> {
                ledger.write(mails.get(0));
                mails.get(0).settle(Settlement.moveTo("VIP"));
                server.stop();
            }));
            ledger.awaitRows("mbx_ledger", 2);
        }
        assertThat(InboundFixture.unseen(server)).hasSize(2);
        server.restart();

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitAllSeen(server);

        assertThat(calls).isEmpty();
        assertThat(server.mailbox().folder("VIP").mails()).hasSize(1);
        assertThat(server.mailbox().inbox().mails()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutATransactionTheChoiceIsEnteredAfterTheBeanReturned(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        try (InboundFixture crashing = new InboundFixture(server)) {
            ledger.configure(crashing);
            crashing.activate(crashing.container.endpoints(
                    mail -> {
                        mail.settle(Settlement.flag("Done"));
                        server.stop();
                    },
                    false));
            ledger.awaitRows("mbx_ledger", 1);
        }
        server.restart();

        fixture.activate(fixture.container.endpoints(this::call, false));
        await().atMost(PATIENCE)
                .until(() -> server.mailbox().inbox().mails().get(0).flags().contains("Done"));

        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMailThatWasGivenUpBeforeACrashEndsInOnFailureAndIsNotDeliveredAgain(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        fixture.maxRedeliveries = 0;
        server.deliver(mail("bad"));
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        try (InboundFixture crashing = new InboundFixture(server)) {
            ledger.configure(crashing);
            crashing.maxRedeliveries = 0;
            crashing.activate(crashing.container.endpoints(
                    mail -> {
                        server.stop();
                        fail(attempts, mail);
                    },
                    true));
            ledger.awaitRows("mbx_attempt", 1);
        }
        server.restart();

        fixture.activate(fixture.container.endpoints(mail -> fail(attempts, mail), true));
        await().atMost(PATIENCE).until(() -> server.mailbox().inbox().mails().isEmpty());

        assertThat(attempts).containsExactly(1);
        assertThat(server.mailbox().folder("Failed").mails()).hasSize(1);
        ledger.awaitRows("mbx_attempt", 0);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackTakesTheEntryWithIt(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    ledger.write(mail);
                    call(mail);
                    if (mail.attempt() == 1) {
                        throw new IllegalStateException("after the row was written");
                    }
                },
                true));
        awaitAllSeen(server);

        assertThat(calls).containsExactly("one", "one");
        assertThat(ledger.effects()).isEqualTo(1);
        assertThat(ledger.number("SELECT attempt FROM effect")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void knownMailsOfABatchAreLeftOutAndSettled(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            before.afterDelivery = Settlement.keep();
            before.activate(before.container.endpoints(ledger.bean(), true));
            await().atMost(PATIENCE).until(() -> ledger.effects() == 1);
        }
        server.deliver(mail("two"));
        server.deliver(mail("three"));

        fixture.activate(fixture.container.batchEndpoints(mails -> mails.forEach(this::call)));
        awaitAllSeen(server);

        assertThat(calls).containsExactly("two", "three");
        assertThat(ledger.number("SELECT COUNT(*) FROM mbx_ledger")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void whileTheDatabaseIsAwayNothingIsDeliveredAndNoAttemptCounted(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        fixture.maxRedeliveries = 0;
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    attempts.add(mail.attempt());
                    ledger.write(mail);
                },
                true));
        await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

        ledger.source.setDown(true);
        server.deliver(mail("one"));
        await().atMost(PATIENCE).until(() -> server.commands("UID FETCH").size() >= 4);
        assertThat(attempts).isEmpty();
        ledger.source.setDown(false);
        awaitAllSeen(server);

        assertThat(attempts).containsExactly(1);
        assertThat(ledger.effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutATransactionTheMailIsEnteredAfterTheBeanReturned(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            before.afterDelivery = Settlement.keep();
            before.activate(before.container.endpoints(this::call, false));
            await().atMost(PATIENCE).until(() -> calls.size() == 1);
            ledger.awaitRows("mbx_ledger", 1);
        }

        fixture.activate(fixture.container.endpoints(this::call, false));
        awaitAllSeen(server);

        assertThat(calls).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource
    void failedAttemptsAreCountedBeyondARestart(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("bad"));
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            before.redeliveryDelay = java.time.Duration.ofHours(1);
            before.activate(before.container.endpoints(mail -> fail(attempts, mail), true));
            await().atMost(PATIENCE).until(() -> attempts.size() == 1);
        }

        fixture.activate(fixture.container.endpoints(mail -> fail(attempts, mail), true));
        await().atMost(PATIENCE).until(() -> InboundFixture.unseen(server).isEmpty());

        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(server.mailbox().folder("Failed").mails()).hasSize(1);
    }

    private void meetAndWrite(LedgerFixture ledger, CountDownLatch both, ReceivedMail mail) {
        both.countDown();
        try {
            // Both nodes have a mail in hand before either goes on, or one of them waits for the row of the other.
            both.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ledger.write(mail);
    }

    private static void fail(List<Integer> attempts, ReceivedMail mail) {
        attempts.add(mail.attempt());
        throw new IllegalArgumentException("cannot read this");
    }

    private void call(ReceivedMail mail) {
        calls.add(mail.subject());
    }
}
