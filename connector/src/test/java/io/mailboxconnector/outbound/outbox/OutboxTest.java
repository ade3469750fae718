package io.mailboxconnector.outbound.outbox;

import static io.mailboxconnector.outbound.outbox.OutboxFixture.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.outbound.outbox.OutboxFixture.Killed;
import io.mailboxconnector.outbound.sending.Lanes;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.UnknownPolicy;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.GreylistsOnce;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails that commit with their transaction, in real databases: sent once when it does, never when it does not. */
class OutboxTest {

    private static final TestDatabases DATABASES = new TestDatabases();

    private OutboxFixture fixture;

    @AfterEach
    void end() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @ParameterizedTest
    @EnumSource
    void sendsAfterTheCommitAndNotBefore(Product product) throws Exception {
        open(product);
        OutboxSender node = fixture.sender("node");

        fixture.transactions().begin();
        SubmissionReceipt receipt = fixture.send(OutboxFixture.message("Hello", "Hello there"));
        Transaction open = fixture.transactions().suspend();
        drain(node);
        assertThat(fixture.received()).isEmpty();
        fixture.transactions().resume(open);
        fixture.transactions().commit();
        drain(node);

        assertThat(receipt.stage()).isEqualTo(SubmissionStage.IN_OUTBOX);
        assertThat(receipt.accepted()).isEmpty();
        assertThat(fixture.received()).isEqualTo(Map.of(receipt.messageId(), 1L));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void rollbackLeavesNothing(Product product) throws Exception {
        open(product);

        fixture.transactions().begin();
        fixture.send();
        fixture.transactions().rollback();

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void setRollbackOnlyLeavesNothing(Product product) throws Exception {
        open(product);

        fixture.transactions().begin();
        fixture.send();
        fixture.transactions().setRollbackOnly();
        assertThatThrownBy(() -> fixture.send())
                .isInstanceOf(MailboxRefused.class)
                .hasMessageStartingWith("MBX22200");
        assertThatThrownBy(() -> fixture.transactions().commit()).isInstanceOf(RollbackException.class);

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatTimesOutLeavesNothing(Product product) throws Exception {
        open(product);

        fixture.transactions().setTransactionTimeout(1);
        try {
            fixture.transactions().begin();
            fixture.send();
            await().until(() -> fixture.transactions().getStatus() != Status.STATUS_ACTIVE);
            fixture.transactions().rollback();
        } finally {
            fixture.transactions().setTransactionTimeout(0);
        }

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aNestedTransactionOfItsOwnSendsAlthoughTheOuterOneRollsBack(Product product) throws Exception {
        open(product);

        fixture.transactions().begin();
        fixture.send();
        Transaction outer = fixture.transactions().suspend();
        fixture.transactions().begin();
        String inner = fixture.send();
        fixture.transactions().commit();
        fixture.transactions().resume(outer);
        fixture.transactions().rollback();
        drain(fixture.sender("node"));

        assertThat(fixture.received()).isEqualTo(Map.of(inner, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void withoutATransactionTheRowCommitsByItself(Product product) throws Exception {
        open(product);

        String id = fixture.send();
        drain(fixture.sender("node"));

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aBigMailGoesThroughTheDatabaseInPartsAndArrivesAsItWas(Product product) throws Exception {
        open(product);
        String text = ("The quick brown fox jumps over the lazy dog. ".repeat(20) + "\r\n").repeat(3000);

        String id = fixture.send(text);

        assertThat(fixture.there.number("SELECT COUNT(*) FROM mbx_outbox_part")).isEqualTo(3);
        assertThat(fixture.there.number("SELECT MAX(OCTET_LENGTH(content)) FROM mbx_outbox_part"))
                .isEqualTo(OutboxTables.PART);
        drain(fixture.sender("node"));
        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
        assertThat(fixture.smtp.submissions().get(0).content()).contains(text.strip());
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesSendEachMailOnce(Product product) throws Exception {
        open(product);
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            sent.add(fixture.send());
        }

        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Future<?>> ends = new ArrayList<>();
        for (String holder : List.of("one", "two")) {
            OutboxSender node = fixture.sender(holder);
            ends.add(nodes.submit(() -> {
                while (fixture.counts().containsKey(OutboxState.QUEUED)) {
                    drain(node);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        nodes.shutdown();

        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 60L));
        assertThat(fixture.received().keySet()).isEqualTo(sent);
        assertThat(fixture.received().values()).containsOnly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeKilledBeforeItTransmitsLosesNothingAndAnotherOneSends(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        kill(OutboxFixture.instead(mail -> {
            throw new Killed();
        }));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENDING, 1L));

        OutboxSender other = fixture.sender("other");
        drain(other);
        assertThat(fixture.received()).as("before the lease is over").isEmpty();
        fixture.pass(OutboxFixture.LEASE.plusSeconds(1));
        drain(other);

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aMailWhoseNodeWasKilledWhileItTransmittedIsParkedAndNotSentAgain(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        Lanes real = fixture.lanes();
        kill(new DyingLanes(real));
        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.TRANSMITTING, 1L));

        fixture.pass(OutboxFixture.LEASE.plusSeconds(1));
        drain(fixture.sender("other"));

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
        assertThat(fixture.store.parked(10)).singleElement().satisfies(parked -> {
            assertThat(parked.state()).isEqualTo(OutboxState.UNKNOWN);
            assertThat(parked.messageId()).isEqualTo(id);
            assertThat(parked.reason()).startsWith("MBX22221");
        });
    }

    @ParameterizedTest
    @EnumSource
    void withResendNoMailIsLostWhenANodeIsKilledWhileItTransmits(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        kill(OutboxFixture.instead(mail -> {
            mail.content().open();
            throw new Killed();
        }));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.TRANSMITTING, 1L));

        fixture.pass(OutboxFixture.LEASE.plusSeconds(1));
        drain(fixture.sender("other", UnknownPolicy.RESEND, fixture.lanes()));

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatWasGivenUpDoesNotTransmitAnyMore(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        OutboxSender other = fixture.sender("other");
        Lanes slow = OutboxFixture.instead(mail -> {
            fixture.pass(OutboxFixture.LEASE.plusSeconds(1));
            drain(other);
            mail.content().open();
            throw new IllegalStateException("the content was given out");
        });

        fixture.sender("slow", UnknownPolicy.PARK, slow).round();

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatWasGivenUpWhileItTransmittedStillTellsThatTheMailWasSent(Product product) throws Exception {
        open(product);
        fixture.send();
        OutboxSender other = fixture.sender("other");
        Lanes real = fixture.lanes();
        Lanes slow = new SlowLanes(real, () -> {
            fixture.pass(OutboxFixture.LEASE.plusSeconds(1));
            drain(other);
            assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.UNKNOWN, 1L));
        });

        fixture.sender("slow", UnknownPolicy.PARK, slow).round();

        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerSaidIsWrittenDownOnceTheDatabaseIsBack(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        OutboxSender node = fixture.sender(
                "node", UnknownPolicy.PARK, new SlowLanes(fixture.lanes(), () -> fixture.source.setDown(true)));

        assertThatThrownBy(node::round).hasMessageStartingWith("MBX16");
        fixture.source.setDown(false);
        node.round();

        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalForTheMomentIsTriedAgainAfterAWhile(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        fixture.smtp.behave(new GreylistsOnce());
        OutboxSender node = fixture.sender("node");

        drain(node);
        assertThat(fixture.received()).isEmpty();
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.QUEUED, 1L));
        fixture.pass(Duration.ofMinutes(2));
        drain(node);

        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsAwayStopsTheQueueAndNotTheMail(Product product) throws Exception {
        open(product);
        Set<String> sent = Set.of(fixture.send(), fixture.send());
        fixture.smtp.stop();
        OutboxSender node = fixture.sender("node");

        OutboxSender.Round round = node.round();
        assertThat(round.outage()).isPresent();
        assertThat(round.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(node.round().pause()).isEqualTo(Duration.ofSeconds(2));
        fixture.smtp.listen();
        drain(node);

        assertThat(fixture.received().keySet()).isEqualTo(sent);
    }

    @ParameterizedTest
    @EnumSource
    void patienceEndsAndTheMailWaitsForAnAdministrator(Product product) throws Exception {
        open(product);
        String id = fixture.send();
        fixture.smtp.behave(new RejectsRecipient("ann@example.com", "451 4.3.0 Come back later"));
        OutboxSender node = fixture.sender("node");

        drain(node);
        fixture.pass(OutboxFixture.PATIENCE);
        drain(node);

        ParkedMail parked = fixture.store.parked(10).get(0);
        assertThat(parked.state()).isEqualTo(OutboxState.REJECTED);
        assertThat(parked.reason()).startsWith("MBX22222").contains("Come back later");
        fixture.smtp.behave(Misbehaviour.NONE);
        assertThat(fixture.store.redrive(parked.id(), fixture.now.get())).isTrue();
        drain(node);
        assertThat(fixture.received()).isEqualTo(Map.of(id, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedMailIsParkedWithItsReasonAndCanBeDeleted(Product product) throws Exception {
        open(product);
        fixture.send();
        fixture.smtp.behave(new RejectsRecipient("ann@example.com", "550 5.1.1 No such user"));
        drain(fixture.sender("node"));

        ParkedMail parked = fixture.store.parked(10).get(0);
        assertThat(parked.state()).isEqualTo(OutboxState.REJECTED);
        assertThat(parked.reason()).contains("No such user");
        assertThat(parked.recipients()).containsExactly("ann@example.com");
        assertThat(fixture.outbox.delete(parked.id())).isTrue();
        assertThat(fixture.outbox.delete(parked.id())).isFalse();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aMailThatWasLostAfterItsContentIsParked(Product product) throws Exception {
        open(product);
        fixture.send();
        fixture.smtp.behave(new DropsAfterFinalDot());
        OutboxSender node = fixture.sender("node");

        drain(node);
        fixture.pass(Duration.ofDays(1));
        fixture.smtp.behave(Misbehaviour.NONE);
        drain(node);

        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.UNKNOWN, 1L));
    }

    @ParameterizedTest
    @EnumSource
    void sentMailsAreDeletedAfterTheirRetention(Product product) throws Exception {
        open(product);
        fixture.send();
        OutboxSender node = fixture.sender("node");
        drain(node);

        fixture.pass(OutboxFixture.RETENTION.minusSeconds(1));
        drain(node);
        assertThat(fixture.counts()).isEqualTo(Map.of(OutboxState.SENT, 1L));
        fixture.pass(Duration.ofMinutes(1));
        drain(node);

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource
    void startsWithoutTheDatabaseAndSendsOnceItIsThere(Product product) throws Exception {
        open(product);
        fixture.source.setDown(true);
        fixture.outbox.start();
        await().until(() -> fixture.outbox.outage().isPresent());

        fixture.source.setDown(false);
        String id = fixture.send();
        await().untilAsserted(() -> assertThat(fixture.received()).isEqualTo(Map.of(id, 1L)));
        await().until(() -> fixture.outbox.outage().isEmpty());
    }

    /** Submits, then the node dies before it can write it down. */
    private record DyingLanes(Lanes real) implements Lanes {
        @Override
        public SubmissionReceipt submit(OutboundSettings settings, RenderedMail mail) {
            real.submit(settings, mail);
            throw new Killed();
        }

        @Override
        public void rest() {
            real.rest();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** Submits, and something happens before the node writes it down. */
    private record SlowLanes(Lanes real, Runnable meanwhile) implements Lanes {
        @Override
        public SubmissionReceipt submit(OutboundSettings settings, RenderedMail mail) {
            SubmissionReceipt receipt = real.submit(settings, mail);
            meanwhile.run();
            return receipt;
        }

        @Override
        public void rest() {
            real.rest();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private void kill(Lanes lanes) {
        OutboxSender node = fixture.sender("killed", UnknownPolicy.PARK, lanes);
        assertThatThrownBy(node::round).isInstanceOf(Killed.class);
    }

    private void assertNothingIsLeft() throws SQLException {
        drain(fixture.sender("node"));
        assertThat(fixture.there.number("SELECT COUNT(*) FROM mbx_outbox")).isZero();
        assertThat(fixture.there.number("SELECT COUNT(*) FROM mbx_outbox_part")).isZero();
    }

    private void open(Product product) throws IOException, SQLException {
        assumeTrue(product.isAvailable(), product::remedy);
        fixture = new OutboxFixture(DATABASES.create(product));
    }
}
