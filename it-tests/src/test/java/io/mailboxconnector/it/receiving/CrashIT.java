package io.mailboxconnector.it.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.database.PostgresServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No mail is lost by {@code kill -9}, and with a ledger none takes effect twice.
 *
 * <p>The system properties {@code crash.kills} and {@code crash.mails} (per lane) say how much is done: five kills, in the
 * profile {@code long} fifty. {@code crash.seed} repeats the moments of an earlier run.
 */
@RealMailServers
@Tag("wildfly")
@Tag("slow")
class CrashIT {

    @Test
    void losesNothingByKillsAndDoesNothingTwiceWithALedger(MailLab lab) throws Exception {
        assumeThat(PostgresServer.isInstalled()).as(PostgresServer.INSTALL).isTrue();
        int kills = Integer.getInteger("crash.kills", 5);
        int mails = Integer.getInteger("crash.mails", 100);
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println(kills + " kills, " + mails + " mails in each of " + Lane.values().length
                + " mailboxes, -Dcrash.seed=" + seed);
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        try (OrdersDatabase orders = OrdersDatabase.start();
                WildFlyServer server = WildFlyServer.create(directories, "CrashIT");
                MailFeed feed = new MailFeed(lab)) {
            for (Lane lane : Lane.values()) {
                lab.dovecot().addMailbox(lane.mailbox(), MailLab.PASSWORD);
            }
            // What a crash left prepared holds locks until recovery has decided; every two minutes is a long time here.
            server.withSystemProperty("RecoveryEnvironmentBean.periodicRecoveryPeriod", "10")
                    .withSystemProperty("RecoveryEnvironmentBean.recoveryBackoffPeriod", "1");
            server.start();
            new Installation(server, directories)
                    .install(
                            orders,
                            BeanArchive.write(
                                    directories.work(),
                                    lab.dovecot(),
                                    lab.authority(),
                                    Arrays.stream(Lane.values()).map(Lane::bean).toList()));
            server.stop();
            CrashRounds rounds = new CrashRounds(server, lab.dovecot(), orders, feed, seed);

            rounds.run(kills, mails);

            assertThat(feed.sent()).isGreaterThanOrEqualTo(mails);
            SoftAssertions counted = new SoftAssertions();
            for (Lane lane : Lane.values()) {
                counted.assertThat(lost(orders, lane, feed.sent()))
                        .as("lost in %s, seed %s", lane, seed)
                        .isEmpty();
                if (lane.isExact()) {
                    counted.assertThat(orders.duplicates(lane.mailbox()))
                            .as(
                                    "twice in %s, seed %s, log %s",
                                    lane, seed, server.log().file())
                            .isEmpty();
                }
            }
            counted.assertAll();
        }
    }

    private static List<String> lost(OrdersDatabase orders, Lane lane, int sent) throws Exception {
        List<String> lost = new ArrayList<>(
                IntStream.rangeClosed(1, sent).mapToObj(i -> "mail " + i).toList());
        lost.removeAll(orders.subjects(lane.mailbox()));
        return lost;
    }
}
