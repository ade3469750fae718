package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of rows that are older than {@code ledgerRetention}, which is 30 days here. */
class LedgerSweepTest {

    private static final TestDatabases DATABASES = new TestDatabases();
    private static final String ROWS = "SELECT COUNT(*) FROM mbx_ledger";

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final MovedClock clock = new MovedClock();
    private final InboundFixture fixture = life();
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
    void oldRowsOfSettledMailsGoAndYoungOnesStay(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        deliver(3);
        activate(fixture);
        ledger.awaitRows("mbx_ledger", 3);
        InboundFixture.awaitAllSeen(server);

        clock.move(Duration.ofDays(29));
        deliver(2);
        ledger.awaitRows("mbx_ledger", 5);
        InboundFixture.awaitAllSeen(server);
        clock.move(Duration.ofDays(2));

        ledger.awaitRows("mbx_ledger", 2);
        assertThat(calls).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void oldRowsOfMailsThatAreStillSelectedStaySoThatNoneIsDeliveredAgain(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        fixture.afterDelivery = Settlement.keep();
        deliver(2);
        activate(fixture);
        ledger.awaitRows("mbx_ledger", 2);
        long expiry = ledger.number("SELECT MIN(expires_at) FROM mbx_ledger");

        clock.move(Duration.ofDays(40));
        await().atMost(PATIENCE).until(() -> ledger.number("SELECT MIN(expires_at) FROM mbx_ledger") > expiry);
        fixture.activations.stop();
        try (InboundFixture next = life()) {
            ledger.configure(next);
            activate(next);
            InboundFixture.awaitAllSeen(server);
        }

        assertThat(calls).hasSize(2);
        assertThat(ledger.number(ROWS)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAConsumerThatHasGoneGoAfterTwiceTheTime(Product product) throws Exception {
        LedgerFixture ledger = new LedgerFixture(DATABASES, product, fixture);
        deliver(1);
        activate(fixture);
        InboundFixture.awaitAllSeen(server);
        assertThat(ledger.number(ROWS)).isEqualTo(1);
        ledger.database.execute("UPDATE mbx_ledger SET scope = 'gone', expires_at = expires_at + "
                + Duration.ofDays(1).toMillis());

        clock.move(Duration.ofDays(35));
        deliver(1);
        ledger.awaitRows("mbx_ledger", 2);
        int looks = server.commands("UID SEARCH").size();
        await().atMost(PATIENCE).until(() -> server.commands("UID SEARCH").size() > looks + 1);
        assertThat(ledger.number("SELECT COUNT(*) FROM mbx_ledger WHERE scope = 'gone'"))
                .isEqualTo(1);

        clock.move(Duration.ofDays(27));
        await().atMost(PATIENCE)
                .until(() -> ledger.number("SELECT COUNT(*) FROM mbx_ledger WHERE scope = 'gone'") == 0);
    }

    private InboundFixture life() {
        InboundFixture life = new InboundFixture(server.port(), clock);
        life.pollInterval = Duration.ofMillis(100);
        return life;
    }

    private void activate(InboundFixture life) {
        life.activate(life.container.endpoints(mail -> calls.add(mail.subject()), true));
    }

    private void deliver(int mails) {
        for (int i = 0; i < mails; i++) {
            server.deliver(mail("m" + i));
        }
    }
}
