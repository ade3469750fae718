package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyDatabase;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.database.PostgresServer;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.GreylistsOnce;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.Submission;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.Driver;

/** Mails that go out with the transaction of an application, on WildFly, with H2 and PostgreSQL. */
@Tag("wildfly")
class SendModesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String H2 = "java:jboss/datasources/ExampleDS";
    private static final String POSTGRES = "java:jboss/datasources/Orders";
    private static final String XA = "java:jboss/datasources/PromisedOrders";

    /** A way to send within a transaction. */
    enum Way {
        /** A transaction takes one resource that cannot promise, and that is the mailbox. */
        LOCAL(XA),
        ON_COMMIT(H2),
        OUTBOX_H2(H2),
        OUTBOX_POSTGRES(POSTGRES);

        private final String dataSource;

        Way(String dataSource) {
            this.dataSource = dataSource;
        }

        String mailbox() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "@contoso.example";
        }

        boolean hasOutbox() {
            return name().startsWith("OUTBOX");
        }

        MailFactory factory(int smtpPort) {
            MailFactory factory = MailFactory.on(smtpPort, name(), mailbox());
            return switch (this) {
                case LOCAL -> factory.with("transactionLevel", "local");
                case ON_COMMIT -> factory.with("sendMode", "onCommit");
                case OUTBOX_H2, OUTBOX_POSTGRES ->
                    factory.with("sendMode", "outbox").with("outboxDataSource", dataSource);
            };
        }
    }

    private static PostgresServer postgres;
    private static OutboxRows rows;
    private static ScriptedSmtpServer smtp;
    private static WildFlyServer server;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        assumeThat(PostgresServer.isInstalled()).as(PostgresServer.INSTALL).isTrue();
        postgres = PostgresServer.start();
        rows = new OutboxRows(postgres);
        smtp = new ScriptedSmtpServer();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = WildFlyServer.create(directories, "SendModesIT");
        server.start();
        WildFlyDatabase.deploy(server, Driver.class)
                .addLocal(POSTGRES, "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "mailbox", 20);
        assertThat(server.createDataSource("PromisedOrders")).isEqualTo(XA);
        MailFactory.declareAdapter(server);
        for (Way way : Way.values()) {
            way.factory(smtp.port()).declare(server);
        }
        server.deploy(directories.adapter());
        server.deploy(ShopArchive.write(directories.work()));
        shop = new Shop(server);
        shop.createTable(H2);
        shop.createTable(XA);
    }

    @AfterAll
    static void close() throws SQLException {
        if (server != null) {
            server.close();
        }
        if (smtp != null) {
            smtp.close();
        }
        if (rows != null) {
            rows.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @AfterEach
    void behaveAgain() {
        smtp.behave(Misbehaviour.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitSendsOnce(Way way) {
        String subject = "committed-" + way;
        String messageId = shop.order(way.name(), way.dataSource, subject);
        if (way == Way.LOCAL) {
            assertThat(sent(subject)).as("within the commit").hasSize(1);
        }
        awaitSent(subject);

        assertThat(shop.orders(way.dataSource)).containsOnlyOnce(subject);
        assertThat(sent(subject)).singleElement().asString().contains("Message-ID: " + messageId);
        if (way.hasOutbox()) {
            await().atMost(LIMIT).until(() -> shop.count(way.mailbox(), "Sending") == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRolledBackLeavesNothing(Way way) {
        long sentBefore = way.hasOutbox() ? shop.count(way.mailbox(), "Sent") : 0;
        for (String end : List.of("rollback", "rollbackOnly", "timeout")) {
            shop.order(way.name(), way.dataSource, end + "-" + way, end);
        }
        // What is committed afterwards would come after them.
        String last = "after-" + way;
        shop.order(way.name(), way.dataSource, last);
        awaitSent(last);

        for (String end : List.of("rollback", "rollbackOnly", "timeout")) {
            assertThat(sent(end + "-" + way)).as(end).isEmpty();
            assertThat(shop.orders(way.dataSource)).doesNotContain(end + "-" + way);
        }
        if (way.hasOutbox()) {
            await().atMost(LIMIT).until(() -> shop.count(way.mailbox(), "Sent") == sentBefore + 1);
            assertThat(shop.count(way.mailbox(), "Queued")).isZero();
        }
    }

    @Test
    void theRefusalOfALocalResourceRollsTheOrderBack() {
        smtp.behave(new RejectsRecipient(Shop.CUSTOMER));
        String subject = "refused-order";

        HttpResponse<String> answer = shop.order(Way.LOCAL.name(), XA, subject, "commit");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(shop.orders(XA)).doesNotContain(subject);
        assertThat(sent(subject)).isEmpty();
        assertThat(server.log().awaitLine("MBX22213", LIMIT)).contains("no such user here");
        assertThat(server.poolStatistics(Way.LOCAL.name()).inUse()).isZero();
    }

    /** A transaction of its own (REQUIRES_NEW) within the one of the caller. */
    @ParameterizedTest
    @EnumSource
    void eachOfTwoNestedTransactionsDecidesAboutItsOwnMail(Way way) {
        shop.orderWithin("outer-1-" + way, "rollback", way.name(), way.dataSource, "inner-1-" + way, "commit");
        awaitSent("inner-1-" + way);
        shop.orderWithin("outer-2-" + way, "commit", way.name(), way.dataSource, "inner-2-" + way, "rollback");
        awaitSent("outer-2-" + way);

        assertThat(shop.orders(way.dataSource))
                .contains("inner-1-" + way, "outer-2-" + way)
                .doesNotContain("outer-1-" + way, "inner-2-" + way);
        assertThat(sent("outer-1-" + way)).isEmpty();
        assertThat(sent("inner-2-" + way)).isEmpty();
    }

    @Test
    void whatIsRefusedForTheMomentIsTriedAgain() throws SQLException {
        String subject = "greylisted";
        smtp.behave(new GreylistsOnce());
        String messageId = shop.order(Way.OUTBOX_POSTGRES.name(), POSTGRES, subject);
        await().atMost(LIMIT).until(() -> rows.reasonOf(messageId).contains("Greylisted"));
        assertThat(rows.inState("QUEUED")).containsExactly(messageId);
        assertThat(sent(subject)).isEmpty();

        // It would be tried in a minute.
        rows.makeDue(messageId);

        awaitSent(subject);
        await().atMost(LIMIT).until(() -> rows.inState("SENT").contains(messageId));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OUTBOX.*")
    void whatNobodyKnowsIsParkedUntilAnAdministratorDecides(Way way) {
        smtp.behave(new DropsAfterFinalDot());
        String redriven = shop.order(way.name(), way.dataSource, "unknown-1-" + way);
        String deleted = shop.order(way.name(), way.dataSource, "unknown-2-" + way);
        await().atMost(LIMIT).until(() -> shop.parked(way.mailbox()).size() == 2);
        smtp.behave(Misbehaviour.NONE);
        smtp.forget();
        assertThat(shop.count(way.mailbox(), "Unknown")).isEqualTo(2);

        assertThat(shop.perform(way.mailbox(), "redrive", rowOf(way, redriven))).isTrue();
        assertThat(shop.perform(way.mailbox(), "delete", rowOf(way, deleted))).isTrue();

        awaitSent("unknown-1-" + way);
        assertThat(sent("unknown-2-" + way)).isEmpty();
        assertThat(shop.parked(way.mailbox())).isEmpty();
        assertThat(shop.count(way.mailbox(), "Unknown")).isZero();
    }

    private static String rowOf(Way way, String messageId) {
        return shop.parked(way.mailbox()).stream()
                .filter(line -> line.contains(messageId))
                .map(line -> line.split(" \\| ")[0])
                .findFirst()
                .orElseThrow();
    }

    private static void awaitSent(String subject) {
        await(subject).atMost(LIMIT).until(() -> sent(subject).size() == 1);
    }

    /** The mails with a subject that the mail server took. */
    private static List<String> sent(String subject) {
        return smtp.submissions().stream()
                .map(Submission::content)
                .filter(content -> content.lines().anyMatch(("Subject: " + subject)::equals))
                .toList();
    }
}
