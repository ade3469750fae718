package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static io.mailboxconnector.inbound.InboundFixture.unseen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.resource.spi.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delivery with the outcome of the transaction (Connectors 2.1 §13.5), against a scripted server. */
class InboundDeliveryTest {

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
        assertThat(fixture.container.openEndpoints()).isZero();
    }

    @Test
    void deliversWaitingAndNewMailInOrderAndMarksItSeen() {
        server.deliver(mail("one"));
        server.deliver(mail("two"));

        fixture.activate(fixture.container.endpoints(this::record, true));
        awaitAllSeen(server);
        server.deliver(mail("three"));
        await().atMost(PATIENCE).until(() -> delivered.size() == 3);
        awaitAllSeen(server);

        assertThat(delivered).containsExactly("one", "two", "three");
    }

    @Test
    void touchesNothingOnTheServerBeforeTheCommit() {
        server.deliver(mail("one"));
        AtomicInteger unseenWhileDelivering = new AtomicInteger();

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    unseenWhileDelivering.set(unseen(server).size());
                    assertThat(server.commands("UID STORE")).isEmpty();
                    record(mail);
                },
                true));
        awaitAllSeen(server);

        assertThat(unseenWhileDelivering).hasValue(1);
        assertThat(delivered).containsExactly("one");
    }

    @Test
    void rollbackByMarkLeavesTheMailAndDeliversItAgain() {
        server.deliver(mail("one"));
        List<Integer> attempts = new CopyOnWriteArrayList<>();

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    attempts.add(mail.attempt());
                    if (mail.attempt() == 1) {
                        setRollbackOnly();
                    }
                },
                true));
        awaitAllSeen(server);

        assertThat(attempts).containsExactly(1, 2);
    }

    @Test
    void poisonedMailGoesToTheErrorFolderAndDoesNotHoldUpTheOthers() {
        server.deliver(mail("bad"));
        server.deliver(mail("good"));

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    record(mail);
                    if (mail.subject().equals("bad")) {
                        throw new IllegalArgumentException("cannot read this");
                    }
                },
                true));
        await().atMost(PATIENCE)
                .until(() -> server.mailbox().folderNames().contains("Failed")
                        && server.mailbox().folder("Failed").mails().size() == 1);
        awaitAllSeen(server);

        assertThat(delivered).filteredOn("bad"::equals).hasSize(3);
        assertThat(delivered).filteredOn("good"::equals).hasSize(1);
        assertThat(delivered.indexOf("good")).isLessThan(delivered.lastIndexOf("bad"));
    }

    @Test
    void withoutTransactionAnExceptionIsAFailureAndAReturnIsSuccess() {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    record(mail);
                    if (mail.attempt() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                },
                false));
        awaitAllSeen(server);

        assertThat(delivered).containsExactly("one", "one");
    }

    @Test
    void listenerMayChooseAnotherSettlement() {
        server.deliver(mail("vip"));

        fixture.activate(fixture.container.endpoints(mail -> mail.settle(Settlement.moveTo("VIP")), true));
        await().atMost(PATIENCE).until(() -> server.mailbox().folderNames().contains("VIP"));
        await().atMost(PATIENCE)
                .until(() -> server.mailbox().folder("VIP").mails().size() == 1);

        assertThat(server.mailbox().inbox().mails()).isEmpty();
    }

    @Test
    void choiceOfTheListenerIsVoidWhenTheTransactionRollsBack() {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    record(mail);
                    if (mail.attempt() == 1) {
                        mail.settle(Settlement.delete());
                        setRollbackOnly();
                    }
                },
                true));
        awaitAllSeen(server);

        assertThat(delivered).hasSize(2);
        assertThat(server.mailbox().inbox().mails()).hasSize(1);
    }

    @Test
    void keptMailIsNotDeliveredAgainByTheSameActivation() {
        fixture.afterDelivery = Settlement.keep();
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(this::record, true));
        await().atMost(PATIENCE).until(() -> delivered.size() == 1);
        server.deliver(mail("two"));
        await().atMost(PATIENCE).until(() -> delivered.size() == 2);

        assertThat(delivered).containsExactly("one", "two");
        assertThat(unseen(server)).hasSize(2);
    }

    @Test
    void deletesExactlyTheDeliveredMail() {
        fixture.afterDelivery = Settlement.delete();
        server.deliver(mail("one"));

        fixture.activate(fixture.container.endpoints(this::record, true));
        await().atMost(PATIENCE).until(() -> server.mailbox().inbox().mails().isEmpty());

        assertThat(server.commands("EXPUNGE")).isEmpty();
        assertThat(server.commands("CLOSE")).isEmpty();
    }

    @Test
    void failedBatchIsDeliveredAgainOneByOne() {
        for (String subject : List.of("a", "bad", "c")) {
            server.deliver(mail(subject));
        }
        List<List<String>> batches = new CopyOnWriteArrayList<>();

        fixture.activate(fixture.container.batchEndpoints(mails -> {
            List<String> subjects = mails.stream().map(ReceivedMail::subject).toList();
            batches.add(subjects);
            if (subjects.contains("bad")) {
                throw new IllegalArgumentException("one of these is bad");
            }
        }));
        await().atMost(PATIENCE)
                .until(() -> server.mailbox().folderNames().contains("Failed")
                        && server.mailbox().folder("Failed").mails().size() == 1);
        awaitAllSeen(server);

        assertThat(batches)
                .containsExactly(List.of("a", "bad", "c"), List.of("a"), List.of("bad"), List.of("c"), List.of("bad"));
    }

    @Test
    void fullPoolIsBackPressureAndNotAnAttempt() {
        server.deliver(mail("one"));
        List<Integer> attempts = new CopyOnWriteArrayList<>();

        fixture.activate(fixture.container.failingEndpoints(
                2, () -> new UnavailableException("pool is full"), mail -> attempts.add(mail.attempt())));
        awaitAllSeen(server);

        assertThat(attempts).containsExactly(1);
    }

    @Test
    void neverRunsMoreDeliveriesThanAllowed() throws InterruptedException {
        fixture.maxConcurrency = 3;
        for (int i = 0; i < 12; i++) {
            server.deliver(mail("m" + i));
        }
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.countDown();
                    try {
                        three.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        running.decrementAndGet();
                    }
                    record(mail);
                },
                true));
        awaitAllSeen(server);

        assertThat(most).hasValue(3);
        assertThat(delivered).doesNotHaveDuplicates().hasSize(12);
    }

    @Test
    void bigMailIsSpooledAndArrivesWhole() {
        fixture.fetchBudget = 64 * 1024;
        fixture.spoolThreshold = 16 * 1024;
        String big = mail("big") + "x".repeat(200_000) + "\r\n";
        Map<String, Long> sizes = new ConcurrentHashMap<>();
        server.deliver(mail("before"));
        server.deliver(big);
        server.deliver(mail("after"));

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    record(mail);
                    sizes.put(mail.subject(), mail.size());
                },
                true));
        awaitAllSeen(server);

        assertThat(delivered).containsExactly("before", "big", "after");
        assertThat(sizes).containsEntry("big", (long) big.length());
    }

    @Test
    void brokenMimeIsDeliveredAndNeverLoops() {
        server.deliver("Content-Type: multipart/mixed; boundary=\r\nSubject: =?utf-8?B?broken\r\n\r\n--\r\nx");

        fixture.activate(fixture.container.endpoints(this::record, true));
        awaitAllSeen(server);

        assertThat(delivered).hasSize(1);
    }

    private void record(ReceivedMail mail) {
        delivered.add(mail.subject());
    }

    private void setRollbackOnly() {
        try {
            fixture.container.transactions().setRollbackOnly();
        } catch (jakarta.transaction.SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
