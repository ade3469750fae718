package io.mailboxconnector.it.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.database.PostgresServer;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No mail whose transaction committed is lost by {@code kill -9}, none is sent twice, and none of a transaction that did not
 * commit is sent; with two nodes that send from one outbox, of which one is killed.
 *
 * <p>The system property {@code outbox.kills} says how often, {@code crash.seed} repeats the moments of an earlier run.
 */
@Tag("wildfly")
@Tag("slow")
class OutboxCrashIT {

    private static final String DATA_SOURCE = "java:jboss/datasources/Orders";
    private static final String QUEUE = "desk@contoso.example";
    private static final String FACTORY = "Desk";

    @Test
    void sendsWhatCommittedOnceAndNothingElse() throws Exception {
        assumeThat(PostgresServer.isInstalled()).as(PostgresServer.INSTALL).isTrue();
        int kills = Integer.getInteger("outbox.kills", 3);
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println(kills + " kills, -Dcrash.seed=" + seed);
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        try (PostgresServer postgres = PostgresServer.start();
                // A submission takes a moment, so that a crash finds mails in all their states.
                ScriptedSmtpServer smtp = new ScriptedSmtpServer().behave(new TakesItsTime());
                OutboxRows rows = new OutboxRows(postgres);
                WildFlyServer victim = WildFlyServer.create(directories, "OutboxCrashIT-victim");
                WildFlyServer survivor = WildFlyServer.create(directories, "OutboxCrashIT-survivor")) {
            for (WildFlyServer node : List.of(victim, survivor)) {
                node.start();
                install(node, directories, postgres, smtp);
            }
            victim.stop();
            String first = new Shop(survivor).order(FACTORY, DATA_SOURCE, "first of all");
            String survivingNode = await().until(() -> rows.senderOf(first), node -> !node.isEmpty());

            new OutboxRounds(new Shop(victim), victim, rows, FACTORY, DATA_SOURCE, seed).run(kills);

            OutboxCount count = OutboxCount.of(rows, smtp);
            int bySurvivor = rows.sentBy(survivingNode);
            System.out.println(count + "; " + bySurvivor + " were sent by the node that was not killed");
            SoftAssertions counted = new SoftAssertions();
            counted.assertThat(count.committed()).as("committed").isGreaterThan(kills * 5);
            counted.assertThat(count.twice()).as("sent twice, seed %s", seed).isEmpty();
            counted.assertThat(count.lost()).as("lost, seed %s", seed).isEmpty();
            counted.assertThat(count.unwanted())
                    .as("not committed, but sent, seed %s", seed)
                    .isEmpty();
            counted.assertThat(bySurvivor).as("both nodes sent").isBetween(2, count.committed() - 1);
            counted.assertAll();
            assertThat(survivor.log().text()).doesNotContain("MBX22210");
        }
    }

    private static void install(
            WildFlyServer node, ServerDirectories directories, PostgresServer postgres, ScriptedSmtpServer smtp)
            throws Exception {
        assertThat(node.createPostgresDataSource("Orders", postgres.dataSource("postgres")))
                .isEqualTo(DATA_SOURCE);
        MailFactory.declareAdapter(node);
        MailFactory.on(smtp.port(), FACTORY, QUEUE)
                .with("sendMode", "outbox")
                .with("outboxDataSource", DATA_SOURCE)
                // What a crash leaves behind is free again soon.
                .with("submissionTimeout", "PT5S")
                .with("outboxLease", "PT10S")
                .declare(node);
        node.deploy(directories.adapter());
        node.deploy(ShopArchive.write(directories.work()));
    }
}
