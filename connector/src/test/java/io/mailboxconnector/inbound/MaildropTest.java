package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.settings.ContentPolicy;
import io.mailboxconnector.inbound.settings.MalformedPolicy;
import io.mailboxconnector.inbound.settings.OversizePolicy;
import io.mailboxconnector.inbound.settings.ReadingProtocol;
import io.mailboxconnector.testkit.pop3.Drops;
import io.mailboxconnector.testkit.pop3.FallsSilentOnce;
import io.mailboxconnector.testkit.pop3.NamesAllTheSame;
import io.mailboxconnector.testkit.pop3.Offers;
import io.mailboxconnector.testkit.pop3.Pop3Behaviour;
import io.mailboxconnector.testkit.pop3.Refuses;
import io.mailboxconnector.testkit.pop3.RemovesWithoutAnswer;
import io.mailboxconnector.testkit.pop3.Resets;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import io.mailboxconnector.testkit.pop3.SendsHalfAMail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A maildrop that is watched without a ledger: delivered mails are deleted, and none before its commit. */
class MaildropTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    @Test
    void deliversAndDeletesInOneSession() {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        server.deliver(mail("two"));
        server.deliver(mail("three"));
        InboundFixture fixture = fixture(server);
        fixture.pollInterval = Duration.ofMinutes(5);

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).containsExactly("one", "two", "three");
        assertThat(server.acceptedConnections()).isEqualTo(1);
        assertThat(server.commands())
                .contains("RETR 1", "RETR 2", "RETR 3", "DELE 1", "DELE 2", "DELE 3")
                .endsWith("QUIT");
    }

    /**
     * Each mail costs its RETR and its DELE; what else a session costs does not grow: the login (CAPA, AUTH and
     * its answer), STAT, which tells whether the mailbox is really open, a look (UIDL, LIST), and QUIT. That is 207 lines.
     */
    @Test
    void aHundredWaitingMailsTakeTwoCommandsEachAndFewMore() {
        ScriptedPop3Server server = start();
        for (int i = 0; i < 100; i++) {
            server.deliver(mail("m" + i) + "x".repeat(3900) + "\r\n");
        }
        InboundFixture fixture = fixture(server);
        fixture.pollInterval = Duration.ofMinutes(5);

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).hasSize(100).doesNotHaveDuplicates();
        assertThat(server.acceptedConnections()).isEqualTo(1);
        assertThat(server.commands("RETR")).hasSize(100);
        assertThat(server.commands("DELE")).hasSize(100);
        assertThat(server.commands())
                .filteredOn(command -> !command.matches("(RETR|DELE) .*"))
                .extracting(command -> command.split(" ")[0])
                .containsExactly("CAPA", "AUTH", "****", "STAT", "UIDL", "LIST", "QUIT");
    }

    @Test
    void looksAgainAfterThePollInterval() {
        ScriptedPop3Server server = start();
        activate(server, this::call);
        await().atMost(PATIENCE).until(() -> !server.commands("QUIT").isEmpty());

        server.deliver(mail("late"));
        awaitEmpty(server);

        assertThat(calls).containsExactly("late");
    }

    @Test
    void tellsTheBeanTheIdentityAndTheArrivalOfAMail() {
        ScriptedPop3Server server = start();
        server.deliver("Received: from a by b; Fri, 2 Jan 2026 03:04:05 +0000\r\n" + mail("one"));
        List<MessageKey> keys = new CopyOnWriteArrayList<>();
        List<Instant> arrivals = new CopyOnWriteArrayList<>();

        activate(server, mail -> {
            keys.add(mail.key());
            arrivals.add(mail.receivedAt());
        });
        awaitEmpty(server);

        assertThat(keys).containsExactly(MessageKey.ofUidl("desk@example.com", "uid-1"));
        assertThat(keys.get(0).uidl()).contains("uid-1");
        assertThat(arrivals).containsExactly(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void deletesNothingThatWasRolledBackAndTriesItAgain() {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        InboundFixture fixture = fixture(server);
        fixture.maxRedeliveries = 5;

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    call(mail);
                    if (mail.attempt() < 3) {
                        assertThat(server.mails()).hasSize(1);
                        throw new IllegalStateException("not yet");
                    }
                },
                true));
        awaitEmpty(server);

        assertThat(calls).containsExactly("one", "one", "one");
    }

    @Test
    void leavesWhatIsGivenUpOnTheServer() {
        ScriptedPop3Server server = start();
        server.deliver(mail("bad"));
        server.deliver(mail("good"));
        InboundFixture fixture = fixture(server);
        fixture.maxRedeliveries = 1;

        fixture.activate(fixture.container.endpoints(
                mail -> {
                    call(mail);
                    if (mail.subject().equals("bad")) {
                        throw new IllegalStateException("bad");
                    }
                },
                true));
        await().atMost(PATIENCE)
                .until(() -> calls.stream().filter("bad"::equals).count() == 2);
        await().atMost(PATIENCE).until(() -> server.mails().equals(List.of("uid-1")));
        int sessions = server.acceptedConnections();
        await().atMost(PATIENCE).until(() -> server.acceptedConnections() >= sessions + 3);

        assertThat(calls).containsOnlyOnce("good").hasSize(3);
        assertThat(server.mails()).containsExactly("uid-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "CAPA", "AUTH", "STAT", "UIDL", "LIST", "RETR", "DELE", "QUIT"})
    void aConnectionThatBreaksLosesNothingAndDeliversNothingTwice(String step) {
        ScriptedPop3Server server = start(new Resets(step));
        server.deliver(mail("one"));
        server.deliver(mail("two"));

        activate(server, this::call);
        awaitEmpty(server);

        assertThat(calls).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aQuitThatIsRefusedIsRepeatedWithoutASecondDelivery() {
        ScriptedPop3Server server = start(new Refuses("QUIT", "-ERR some deleted messages not removed", 1));
        server.deliver(mail("one"));

        activate(server, this::call);
        awaitEmpty(server);

        assertThat(calls).containsExactly("one");
        assertThat(server.commands("DELE")).hasSize(2);
        assertThat(server.commands("RETR")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBreakBeforeTheAnswerToQuitIsNoReasonToDeliverAgain(boolean removed) {
        Pop3Behaviour behaviour = removed ? new RemovesWithoutAnswer() : new Drops("QUIT");
        ScriptedPop3Server server = start(behaviour);
        server.deliver(mail("one"));

        activate(server, this::call);
        awaitEmpty(server);
        int sessions = server.acceptedConnections();
        await().atMost(PATIENCE).until(() -> server.acceptedConnections() >= sessions + 2);

        assertThat(calls).containsExactly("one");
    }

    @Test
    void silenceIsOverWhenTheTimeIs() {
        ScriptedPop3Server server = start(new FallsSilentOnce("RETR"));
        server.deliver(mail("one"));
        InboundFixture fixture = fixture(server);
        fixture.readTimeout = Duration.ofMillis(500);

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).containsExactly("one");
    }

    @Test
    void halfAMailIsNotDelivered() {
        ScriptedPop3Server server = start(new SendsHalfAMail());
        server.deliver(mail("one"));

        activate(server, this::call);
        awaitEmpty(server);

        assertThat(calls).containsExactly("one");
    }

    @Test
    void aMailThatTheServerDoesNotGiveHoldsNobodyUp() {
        ScriptedPop3Server server = start(new Refuses("RETR 1", "-ERR no such message"));
        server.deliver(mail("broken"));
        server.deliver(mail("whole"));

        activate(server, this::call);
        await().atMost(PATIENCE).until(() -> server.mails().equals(List.of("uid-1")));

        assertThat(calls).containsExactly("whole");
    }

    @Test
    void aMailThatTheServerDoesNotDeleteStaysAndIsNotDeliveredAgain() {
        ScriptedPop3Server server = start(new Refuses("DELE 1", "-ERR read-only"));
        server.deliver(mail("one"));
        server.deliver(mail("two"));

        activate(server, this::call);
        await().atMost(PATIENCE).until(() -> server.mails().equals(List.of("uid-1")));
        int sessions = server.acceptedConnections();
        await().atMost(PATIENCE).until(() -> server.acceptedConnections() >= sessions + 2);

        assertThat(calls).containsExactly("one", "two");
    }

    @Test
    void waitsForTheSessionOfAnother() {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        server.lockMaildrop();

        activate(server, this::call);
        await().atMost(PATIENCE).until(() -> server.commands("AUTH").size() >= 3);
        assertThat(calls).isEmpty();
        server.unlockMaildrop();
        awaitEmpty(server);

        assertThat(calls).containsExactly("one");
    }

    @Test
    void twoActivationsTakeTurns() {
        ScriptedPop3Server server = start();
        for (int i = 0; i < 20; i++) {
            server.deliver(mail("m" + i));
        }
        InboundFixture fixture = fixture(server);
        fixture.fetchBudget = 2_000;
        fixture.activate(fixture.container.endpoints(this::call, true));
        fixture.activations.activate(fixture.container.endpoints(this::call, true), new Object(), fixture.settings());

        awaitEmpty(server);

        assertThat(calls)
                .containsOnly(IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new));
    }

    @Test
    void fetchesNoMoreThanThereIsRoomForAndComesBackForTheRest() {
        ScriptedPop3Server server = start();
        for (int i = 0; i < 60; i++) {
            server.deliver(mail("m" + i));
        }
        InboundFixture fixture = fixture(server);
        fixture.fetchBudget = 2_000;

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).hasSize(60).doesNotHaveDuplicates().startsWith("m0", "m1", "m2");
    }

    @Test
    void aBigMailIsKeptInAFile() {
        ScriptedPop3Server server = start();
        server.deliver(mail("big") + "0123456789\r\n".repeat(20_000));
        List<Long> sizes = new CopyOnWriteArrayList<>();

        activate(server, mail -> sizes.add(mail.size()));
        awaitEmpty(server);

        assertThat(sizes).hasSize(1).allMatch(size -> size > 240_000);
    }

    @Test
    void theHeadersOfATooBigMailAreDeliveredAlone() {
        ScriptedPop3Server server = start();
        server.deliver(mail("big") + "0123456789\r\n".repeat(2_000));
        InboundFixture fixture = fixture(server);
        fixture.content = content(OversizePolicy.HEADERS_ONLY);

        fixture.activate(fixture.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).containsExactly("big");
        assertThat(server.commands("RETR")).isEmpty();
    }

    @Test
    void aTooBigMailStaysUnread() {
        ScriptedPop3Server server = start();
        server.deliver(mail("big") + "0123456789\r\n".repeat(2_000));
        server.deliver(mail("small"));
        InboundFixture fixture = fixture(server);
        fixture.content = content(OversizePolicy.QUARANTINE);

        fixture.activate(fixture.container.endpoints(this::call, true));
        await().atMost(PATIENCE).until(() -> server.mails().equals(List.of("uid-1")));

        assertThat(calls).containsExactly("small");
        assertThat(server.commands("RETR 1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", ""})
    void mailsWithoutANameOfTheirOwnAreAllDelivered(String name) {
        ScriptedPop3Server server = start(new NamesAllTheSame(name));
        server.deliver(mail("one"));
        server.deliver(mail("two"));
        server.deliver(mail("three"));

        activate(server, this::call);
        awaitEmpty(server);

        assertThat(calls).contains("one", "two", "three");
    }

    @Test
    void aListenerMayKeepAMailButNotMoveIt() {
        ScriptedPop3Server server = start();
        server.deliver(mail("kept"));
        server.deliver(mail("moved"));
        server.deliver(mail("plain"));

        activate(server, mail -> {
            call(mail);
            if (mail.subject().equals("kept")) {
                mail.settle(Settlement.keep());
            } else if (mail.subject().equals("moved")) {
                mail.settle(Settlement.moveTo("VIP"));
            }
        });
        await().atMost(PATIENCE).until(() -> server.mails().equals(List.of("uid-1", "uid-2")));
        int sessions = server.acceptedConnections();
        await().atMost(PATIENCE).until(() -> server.acceptedConnections() >= sessions + 2);

        assertThat(calls).containsExactly("kept", "moved", "plain");
    }

    @Test
    void aStopDeletesWhatWasDelivered() throws Exception {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        CountDownLatch inside = new CountDownLatch(1);
        InboundFixture fixture = fixture(server);
        fixture.pollInterval = Duration.ofMinutes(5);
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    inside.countDown();
                    call(mail);
                },
                true));
        inside.await();

        fixture.activations.stop();

        assertThat(server.mails()).isEmpty();
        await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
    }

    /** The session is over before the bean is: what it committed is deleted in a last session. */
    @Test
    void aStopDuringTheRestComesBackToDelete() throws Exception {
        ScriptedPop3Server server = start(new Offers("LOGIN-DELAY 600"));
        server.deliver(mail("one"));
        CountDownLatch goOn = new CountDownLatch(1);
        InboundFixture fixture = fixture(server);
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    call(mail);
                    awaitQuietly(goOn);
                },
                true));
        await().atMost(PATIENCE).until(() -> !server.commands("QUIT").isEmpty());
        goOn.countDown();
        await().atMost(PATIENCE).until(() -> fixture.container.openEndpoints() == 0);
        assertThat(server.mails()).as("the login delay is kept").hasSize(1);

        fixture.activations.stop();

        assertThat(server.mails()).isEmpty();
        assertThat(server.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void aServerThatIsDownIsAwaited() {
        ScriptedPop3Server server = start(new Refuses("GREETING", "-ERR [SYS/TEMP] not yet", 2));
        server.deliver(mail("one"));

        activate(server, this::call);
        awaitEmpty(server);

        assertThat(calls).containsExactly("one");
    }

    private ScriptedPop3Server start(Pop3Behaviour... behaviours) {
        ScriptedPop3Server server = ScriptedPop3Server.start(behaviours);
        toClose.add(server);
        return server;
    }

    private InboundFixture fixture(ScriptedPop3Server server) {
        InboundFixture fixture = new InboundFixture(server.port());
        fixture.protocol = ReadingProtocol.POP3;
        fixture.afterDelivery = Settlement.delete();
        fixture.onFailure = Settlement.keep();
        fixture.pollInterval = Duration.ofMillis(200);
        fixture.spoolThreshold = 100_000;
        toClose.add(fixture);
        return fixture;
    }

    private void activate(ScriptedPop3Server server, MailListener listener) {
        InboundFixture fixture = fixture(server);
        fixture.activate(fixture.container.endpoints(listener, true));
    }

    private void call(ReceivedMail mail) {
        calls.add(mail.subject());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEmpty(ScriptedPop3Server server) {
        await().atMost(PATIENCE).until(() -> server.mails().isEmpty());
    }

    private static ContentPolicy content(OversizePolicy oversize) {
        return new ContentPolicy(
                10_000, oversize, MalformedPolicy.DELIVER, Set.of(), Integer.MAX_VALUE, Duration.ofHours(1));
    }
}
