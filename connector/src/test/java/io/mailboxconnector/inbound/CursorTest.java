package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.settings.Selection;
import io.mailboxconnector.inbound.settings.Start;
import io.mailboxconnector.inbound.settings.UidValidityPolicy;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A position of its own for each bean, in real databases. */
class CursorTest {

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
    void twoBeansOnOneFolderGetACopyEachAlsoOfMailsThatPeopleHaveRead(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        List<String> others = new CopyOnWriteArrayList<>();
        server.deliver(mail("one"));
        server.deliver("INBOX", mail("read by somebody").getBytes(), Set.of("\\Seen"));
        useCursor(fixture);

        try (InboundFixture other = new InboundFixture(server)) {
            other.durability = ledger.settings("archive", UidValidityPolicy.RESEED);
            useCursor(other);
            fixture.activate(fixture.container.endpoints(this::call, true));
            other.activate(other.container.endpoints(mail -> others.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> calls.size() == 2 && others.size() == 2);
        }

        assertThat(calls).containsExactly("one", "read by somebody");
        assertThat(others).containsExactly("one", "read by somebody");
        assertThat(InboundFixture.unseen(server)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAfterARestartWhereItWas(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            useCursor(before);
            before.activate(before.container.endpoints(this::call, true));
            await().atMost(PATIENCE).until(() -> position(ledger) == 1);
        }
        server.deliver(mail("while it was away"));
        useCursor(fixture);

        fixture.activate(fixture.container.endpoints(this::call, true));
        await().atMost(PATIENCE).until(() -> position(ledger) == 2);

        assertThat(calls).containsExactly("one", "while it was away");
    }

    @ParameterizedTest
    @EnumSource
    void thePositionStaysBeforeAMailThatIsNotSettledAndNoneBehindItComesTwice(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("one"));
        server.deliver(mail("bad"));
        server.deliver(mail("three"));
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            useCursor(before);
            before.redeliveryDelay = java.time.Duration.ofHours(1);
            before.activate(before.container.endpoints(this::callUnlessBad, true));
            await().atMost(PATIENCE).until(() -> position(ledger) == 1 && calls.size() == 2);
        }
        useCursor(fixture);

        fixture.activate(fixture.container.endpoints(this::call, true));
        await().atMost(PATIENCE).until(() -> position(ledger) == 3);

        assertThat(calls).containsExactly("one", "three", "bad");
    }

    @ParameterizedTest
    @EnumSource
    void startNewLeavesOutWhatWasThereBeforeTheFirstActivationOnly(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("old"));
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            useCursor(before);
            before.start = new Start.New();
            before.activate(before.container.endpoints(this::call, true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        }
        server.deliver(mail("during an outage"));
        useCursor(fixture);
        fixture.start = new Start.New();

        fixture.activate(fixture.container.endpoints(this::call, true));
        await().atMost(PATIENCE).until(() -> position(ledger) == 2);

        assertThat(calls).containsExactly("during an outage");
    }

    @ParameterizedTest
    @EnumSource
    void reseedGoesOnWithNewMailsAfterTheFolderWasRenumbered(Product product) throws Exception {
        renumbered(product, UidValidityPolicy.RESEED);
        server.deliver(mail("new"));

        await().atMost(PATIENCE).until(() -> calls.contains("new"));
        assertThat(calls).containsExactly("first", "new");
    }

    @ParameterizedTest
    @EnumSource
    void replayDeliversAgainWhatNobodyHasRead(Product product) throws Exception {
        server.deliver("INBOX", mail("read").getBytes(), Set.of("\\Seen"));
        renumbered(product, UidValidityPolicy.REPLAY_UNSEEN);
        server.deliver(mail("new"));

        await().atMost(PATIENCE).until(() -> calls.contains("new"));
        assertThat(calls).containsExactly("read", "first", "first", "new");
    }

    @ParameterizedTest
    @EnumSource
    void stopDeliversNothingUntilSomebodyDecides(Product product) throws Exception {
        LedgerFixture ledger = renumbered(product, UidValidityPolicy.STOP);
        server.deliver(mail("new"));
        // Each attempt to connect ends with the fault.
        await().atMost(PATIENCE).until(() -> server.commands("LOGOUT").size() >= 2);
        assertThat(calls).containsExactly("first");
        assertThat(ledger.number("SELECT settled_up_to FROM mbx_cursor")).isEqualTo(1);
    }

    private LedgerFixture renumbered(Product product, UidValidityPolicy policy) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        server.deliver(mail("first"));
        long last = server.mailbox().inbox().uidNext() - 1;
        try (InboundFixture before = new InboundFixture(server)) {
            ledger.configure(before);
            useCursor(before);
            before.activate(before.container.endpoints(this::call, true));
            await().atMost(PATIENCE).until(() -> position(ledger) == last);
        }
        server.mailbox().inbox().renumber();
        fixture.durability = ledger.settings("desk", policy);
        useCursor(fixture);
        fixture.activate(fixture.container.endpoints(this::call, true));
        if (policy != UidValidityPolicy.STOP) {
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
        }
        return ledger;
    }

    private static void useCursor(InboundFixture node) {
        node.select = new Selection.Cursor();
        node.afterDelivery = Settlement.keep();
    }

    private static long position(LedgerFixture ledger) {
        try {
            return ledger.database.number("SELECT COALESCE(MAX(settled_up_to), -1) FROM mbx_cursor");
        } catch (java.sql.SQLException notThereYet) {
            return -1;
        }
    }

    private void callUnlessBad(ReceivedMail mail) {
        if (mail.subject().equals("bad")) {
            throw new IllegalArgumentException("cannot read this");
        }
        call(mail);
    }

    private void call(ReceivedMail mail) {
        calls.add(mail.subject());
    }
}
