package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.PayaraServer;
import io.mailboxconnector.it.server.ServerDirectories;
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

/** Mails that go out with the transaction of an application, with H2 and PostgreSQL. */
@Tag("essential")
class SendModesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A way to send within a transaction. */
    enum Way {
        LOCAL,
        ON_COMMIT,
        OUTBOX_H2,
        OUTBOX_POSTGRES;

        String mailbox() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "@contoso.example";
        }

        boolean hasOutbox() {
            return name().startsWith("OUTBOX");
        }

        MailFactory factory() {
            MailFactory factory = MailFactory.on(smtp.port(), name(), mailbox());
            return switch (this) {
                case LOCAL -> factory.with("transactionLevel", "local");
                case ON_COMMIT -> factory.with("sendMode", "onCommit");
                case OUTBOX_H2, OUTBOX_POSTGRES ->
                    factory.with("sendMode", "outbox").with("outboxDataSource", dataSource());
            };
        }

        /** The local way needs one of two phases: a transaction takes one resource that cannot promise, here the mailbox. */
        String dataSource() {
            return this == OUTBOX_POSTGRES ? onPostgres : onH2;
        }
    }

    private static PostgresServer postgres;
    private static OutboxRows rows;
    private static ScriptedSmtpServer smtp;
    private static ApplicationServer server;
    private static String onH2;
    private static String onPostgres;
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        assumeThat(PostgresServer.isInstalled()).as(PostgresServer.INSTALL).isTrue();
        postgres = PostgresServer.start();
        rows = new OutboxRows(postgres);
        smtp = new ScriptedSmtpServer();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = ApplicationServers.create(directories, "SendModesIT");
        server.start();
        onH2 = server.createDataSource("Promised");
        onPostgres = server.createPostgresDataSource("Orders", postgres.dataSource("postgres"));
        for (Way way : Way.values()) {
            server.configureAccount(way.factory().account());
        }
        server.deploy(directories.adapter());
        server.deploy(
                server instanceof PayaraServer
                        ? ShopArchive.writeForPayara(directories.work(), Way.LOCAL.name())
                        : ShopArchive.write(directories.work()));
        shop = new Shop(server);
        shop.createTable(onH2);
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
        String messageId = shop.order(way.name(), way.dataSource(), subject);
        if (way == Way.LOCAL) {
            assertThat(sent(subject)).as("within the commit").hasSize(1);
        }
        awaitSent(subject);

        assertThat(shop.orders(way.dataSource())).containsOnlyOnce(subject);
        assertThat(sent(subject)).singleElement().asString().contains("Message-ID: " + messageId);
        if (way.hasOutbox()) {
            await().atMost(LIMIT).until(() -> shop.count(way.mailbox(), "Sending") == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRolledBackLeavesNothing(Way way) {
        // An outbox is there from its first mail on.
        String first = "before-" + way;
        shop.order(way.name(), way.dataSource(), first);
        awaitSent(first);
        if (way.hasOutbox()) {
            await().atMost(LIMIT).until(() -> shop.count(way.mailbox(), "Sending") == 0);
        }
        long sentBefore = way.hasOutbox() ? shop.count(way.mailbox(), "Sent") : 0;
        for (String end : List.of("rollback", "rollbackOnly", "timeout")) {
            HttpResponse<String> answer = shop.order(way.name(), way.dataSource(), end + "-" + way, end);
            assertThat(answer.statusCode())
                    .as("%s: %s", end, answer.body())
                    .isEqualTo(end.equals("rollback") ? 200 : 502);
        }
        // What is committed afterwards would come after them.
        String last = "after-" + way;
        shop.order(way.name(), way.dataSource(), last);
        awaitSent(last);

        for (String end : List.of("rollback", "rollbackOnly", "timeout")) {
            assertThat(sent(end + "-" + way)).as(end).isEmpty();
            assertThat(shop.orders(way.dataSource())).doesNotContain(end + "-" + way);
        }
        if (way.hasOutbox()) {
            await().atMost(LIMIT).until(() -> shop.count(way.mailbox(), "Sent") == sentBefore + 1);
            assertThat(shop.count(way.mailbox(), "Queued")).isZero();
        }
    }

    /** Payara does not roll back what has promised when the last resource fails (docs/admin/payara.md). */
    @Tag("wildfly")
    @Test
    void theRefusalOfALocalResourceRollsTheOrderBack() {
        smtp.behave(new RejectsRecipient(Shop.CUSTOMER));
        String subject = "refused-order";

        HttpResponse<String> answer = shop.order(Way.LOCAL.name(), onH2, subject, "commit");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(shop.orders(onH2)).doesNotContain(subject);
        assertThat(sent(subject)).isEmpty();
        assertThat(server.log().awaitLine("MBX22213", LIMIT)).contains("no such user here");
        assertThat(server.poolStatistics(Way.LOCAL.name()).inUse()).isZero();
    }

    /** A transaction of its own (REQUIRES_NEW) within the one of the caller. */
    @ParameterizedTest
    @EnumSource
    void eachOfTwoNestedTransactionsDecidesAboutItsOwnMail(Way way) {
        shop.orderWithin("outer-1-" + way, "rollback", way.name(), way.dataSource(), "inner-1-" + way, "commit");
        awaitSent("inner-1-" + way);
        shop.orderWithin("outer-2-" + way, "commit", way.name(), way.dataSource(), "inner-2-" + way, "rollback");
        awaitSent("outer-2-" + way);

        assertThat(shop.orders(way.dataSource()))
                .contains("inner-1-" + way, "outer-2-" + way)
                .doesNotContain("outer-1-" + way, "inner-2-" + way);
        assertThat(sent("outer-1-" + way)).isEmpty();
        assertThat(sent("inner-2-" + way)).isEmpty();
    }

    @Test
    void whatIsRefusedForTheMomentIsTriedAgain() throws SQLException {
        String subject = "greylisted";
        smtp.behave(new GreylistsOnce());
        String messageId = shop.order(Way.OUTBOX_POSTGRES.name(), onPostgres, subject);
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
        String redriven = shop.order(way.name(), way.dataSource(), "unknown-1-" + way);
        String deleted = shop.order(way.name(), way.dataSource(), "unknown-2-" + way);
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
