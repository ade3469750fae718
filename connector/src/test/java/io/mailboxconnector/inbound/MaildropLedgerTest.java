package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.settings.ReadingProtocol;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import io.mailboxconnector.testkit.pop3.Drops;
import io.mailboxconnector.testkit.pop3.Pop3Behaviour;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A maildrop whose delivered mails are remembered by their UIDL in a database. */
class MaildropLedgerTest {

    private static final TestDatabases DATABASES = new TestDatabases();

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    @AfterAll
    static void stopDatabases() {
        DATABASES.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsDeliveredOnceAlsoAfterARestart(Product product) throws Exception {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        server.deliver(mail("two"));
        InboundFixture before = fixture(server, Settlement.keep());
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, before);
        before.activate(before.container.endpoints(ledger.bean(), true));
        await().atMost(PATIENCE).until(() -> ledger.effects() == 2);
        before.activations.stop();
        server.forgetCommands();

        server.deliver(mail("three"));
        InboundFixture after = fixture(server, Settlement.keep());
        ledger.configure(after);
        after.activate(after.container.endpoints(ledger.bean(), true));
        await().atMost(PATIENCE).until(() -> ledger.effects() == 3);
        awaitVisits(server, 2);

        assertThat(ledger.effects()).isEqualTo(3);
        assertThat(server.mails()).hasSize(3);
        assertThat(server.commands("RETR"))
                .as("known mails are not even fetched")
                .containsExactly("RETR 3");
        assertThat(ledger.number("SELECT COUNT(*) FROM mbx_ledger")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aCrashBetweenCommitAndQuitLeadsToNoSecondCall(Product product) throws Exception {
        ScriptedPop3Server server = start(new Drops("QUIT"));
        server.deliver(mail("one"));
        InboundFixture crashing = fixture(server, Settlement.delete());
        crashing.pollInterval = Duration.ofMinutes(5);
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, crashing);
        crashing.activate(crashing.container.endpoints(ledger.bean(), true));
        await().atMost(PATIENCE).until(() -> !server.commands("QUIT").isEmpty());
        crashing.engine.close();
        crashing.activations.stop();
        server.deliver(mail("two"));

        InboundFixture after = fixture(server, Settlement.delete());
        ledger.configure(after);
        after.activate(after.container.endpoints(this::call, true));
        awaitEmpty(server);

        assertThat(calls).containsExactly("two");
        assertThat(ledger.effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasGivenUpIsNeitherTriedAgainNorDeletedAfterARestart(Product product) throws Exception {
        for (Settlement afterDelivery : List.of(Settlement.keep(), Settlement.delete())) {
            calls.clear();
            ScriptedPop3Server server = start();
            server.deliver(mail("bad"));
            InboundFixture before = fixture(server, afterDelivery);
            LedgerFixture ledger = new LedgerFixture(DATABASES, product, before);
            before.maxRedeliveries = 1;
            before.activate(before.container.endpoints(this::fail, true));
            await().atMost(PATIENCE).until(() -> calls.size() == 2);
            await().atMost(PATIENCE)
                    .until(() -> ledger.number("SELECT COUNT(*) FROM mbx_ledger WHERE settlement = 'keep'") == 1);
            before.activations.stop();

            InboundFixture after = fixture(server, afterDelivery);
            ledger.configure(after);
            after.activate(after.container.endpoints(this::call, true));
            awaitVisits(server, server.commands("QUIT").size() + 3);

            assertThat(calls).containsExactly("bad", "bad");
            assertThat(server.mails()).containsExactly("uid-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAListenerKeptIsNotDeletedAfterARestart(Product product) throws Exception {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        InboundFixture before = fixture(server, Settlement.delete());
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, before);
        before.activate(before.container.endpoints(
                mail -> {
                    ledger.write(mail);
                    mail.settle(Settlement.keep());
                },
                true));
        await().atMost(PATIENCE)
                .until(() -> ledger.number("SELECT COUNT(*) FROM mbx_ledger WHERE settlement = 'keep'") == 1);
        before.activations.stop();

        InboundFixture after = fixture(server, Settlement.delete());
        ledger.configure(after);
        after.activate(after.container.endpoints(this::call, true));
        awaitVisits(server, server.commands("QUIT").size() + 3);

        assertThat(calls).isEmpty();
        assertThat(server.mails()).containsExactly("uid-1");
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesHaveOneEffectForEachMail(Product product) throws Exception {
        ScriptedPop3Server server = start();
        for (int i = 0; i < 20; i++) {
            server.deliver(mail("m" + i));
        }
        InboundFixture one = fixture(server, Settlement.delete());
        InboundFixture other = fixture(server, Settlement.delete());
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, one);
        ledger.configure(other);
        one.fetchBudget = 2_000;
        other.fetchBudget = 2_000;

        one.activate(one.container.endpoints(ledger.bean(), true));
        other.activate(other.container.endpoints(ledger.bean(), true));
        awaitEmpty(server);

        assertThat(ledger.effects()).isEqualTo(20);
        assertThat(ledger.number("SELECT COUNT(DISTINCT subject) FROM effect")).isEqualTo(20);
    }

    /** Otherwise a mail that lies on the server longer than the retention would be delivered again. */
    @ParameterizedTest
    @EnumSource
    void whatIsStillThereIsNotForgotten(Product product) throws Exception {
        ScriptedPop3Server server = start();
        server.deliver(mail("one"));
        InboundFixture before = fixture(server, Settlement.keep());
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, before);
        before.activate(before.container.endpoints(ledger.bean(), true));
        await().atMost(PATIENCE).until(() -> ledger.effects() == 1);
        before.activations.stop();
        long expiry = ledger.number("SELECT MAX(expires_at) FROM mbx_ledger");

        for (int days : new int[] {20, 40, 60}) {
            Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(days)), ZoneOffset.UTC);
            InboundFixture after = new InboundFixture(server.port(), later);
            configure(after, Settlement.keep());
            ledger.configure(after);
            after.activate(after.container.endpoints(ledger.bean(), true));
            awaitVisits(server, server.commands("QUIT").size() + 2);
            after.activations.stop();
        }

        assertThat(ledger.effects()).isEqualTo(1);
        assertThat(ledger.number("SELECT MAX(expires_at) FROM mbx_ledger")).isGreaterThan(expiry);
    }

    private ScriptedPop3Server start(Pop3Behaviour... behaviours) {
        ScriptedPop3Server server = ScriptedPop3Server.start(behaviours);
        toClose.add(server);
        return server;
    }

    private InboundFixture fixture(ScriptedPop3Server server, Settlement afterDelivery) {
        InboundFixture fixture = new InboundFixture(server.port());
        configure(fixture, afterDelivery);
        return fixture;
    }

    private void configure(InboundFixture fixture, Settlement afterDelivery) {
        fixture.protocol = ReadingProtocol.POP3;
        fixture.afterDelivery = afterDelivery;
        fixture.onFailure = Settlement.keep();
        fixture.pollInterval = Duration.ofMillis(200);
        toClose.add(fixture);
    }

    private void call(ReceivedMail mail) {
        calls.add(mail.subject());
    }

    private void fail(ReceivedMail mail) {
        call(mail);
        throw new IllegalStateException("bad");
    }

    private static void awaitEmpty(ScriptedPop3Server server) {
        await().atMost(PATIENCE).until(() -> server.mails().isEmpty());
    }

    private static void awaitVisits(ScriptedPop3Server server, int visits) {
        await().atMost(PATIENCE).until(() -> server.commands("QUIT").size() >= visits);
    }
}
