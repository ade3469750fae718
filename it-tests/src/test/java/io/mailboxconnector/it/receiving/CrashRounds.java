package io.mailboxconnector.it.receiving;

import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.server.WildFlyServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills the application server at moments that a seed decides, each time while mails wait, and lets it live after the last
 * kill until every mail took effect and is settled. Belongs to one thread.
 */
final class CrashRounds {

    /** For one boot of the server and what it is to do then, on a machine that does other things, too. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final double LONGEST_DELAY_MICROS = 2_000_000;

    private final WildFlyServer server;
    private final DovecotServer dovecot;
    private final OrdersDatabase orders;
    private final MailFeed feed;
    private final Random random;
    private final List<String> lines = new ArrayList<>();

    CrashRounds(WildFlyServer server, DovecotServer dovecot, OrdersDatabase orders, MailFeed feed, long seed) {
        this.server = server;
        this.dovecot = dovecot;
        this.orders = orders;
        this.feed = feed;
        this.random = new Random(seed);
    }

    /** Half of the mails wait before the first start, the others come while the server lives and dies. */
    void run(int kills, int mails) throws SQLException, InterruptedException, ExecutionException {
        feed.append(mails / 2);
        for (int kill = 1; kill <= kills; kill++) {
            int roundsLeft = kills - kill + 1;
            server.startWithoutWaiting();
            feed.deliver((mails - feed.sent()) / roundsLeft);
            int before = orders.mails();
            int fair = 2 * (mails * Lane.values().length - before) / (roundsLeft + 1);
            int waiting = feed.sent() * Lane.values().length - before;
            int wanted = 1 + random.nextInt(Math.min(fair, waiting));
            // Often at once, now and then after the settlements of a second have been written.
            long delay = Math.round(Math.pow(random.nextDouble(), 3) * LONGEST_DELAY_MICROS);
            awaitMails(before + wanted);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delay));
            server.kill();
            say("kill %d/%d, %d ms after %d more mails: %s".formatted(kill, kills, delay / 1000, wanted, counts()));
        }
        server.start();
        feed.await();
        awaitAll("every mail took effect", lane -> orders.mails(lane.mailbox()) == feed.sent());
        awaitAll("every mail is settled", this::isSettled);
        // What would be delivered once more is older than this mail, and would come before it.
        feed.deliver(1);
        awaitAll("the last mail took effect", lane -> orders.has(lane.mailbox(), "mail " + feed.sent()));
        awaitAll("the last mail is settled", this::isSettled);
        say("no more kills: " + counts());
    }

    /** One line per round. */
    List<String> lines() {
        return lines;
    }

    private void say(String line) {
        lines.add(line);
        System.out.println(line);
    }

    private String counts() throws SQLException {
        StringBuilder counts = new StringBuilder();
        for (Lane lane : Lane.values()) {
            int mails = orders.mails(lane.mailbox());
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append("%s %d/%d +%d"
                            .formatted(lane.title(), mails, feed.sent(), orders.rows(lane.mailbox()) - mails));
        }
        return counts.toString();
    }

    private void awaitMails(int wanted) {
        try {
            await().atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> orders.mails() >= wanted);
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError(
                    "the beans stopped before " + wanted + " mails\n"
                            + server.log().tail(),
                    timeout);
        }
    }

    private void awaitAll(String what, Question question) {
        for (Lane lane : Lane.values()) {
            try {
                await(what + ": " + lane.title())
                        .atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(250))
                        .until(() -> question.of(lane));
            } catch (ConditionTimeoutException timeout) {
                throw new AssertionError(
                        "not so after " + LIMIT + ": " + what + ": " + lane.title() + "; INBOX: "
                                + status(lane, "INBOX") + "\n" + server.log().tail(),
                        timeout);
            }
        }
    }

    private boolean isSettled(Lane lane) {
        return lane.moves()
                ? status(lane, "INBOX").contains("messages=0 ")
                        && status(lane, "Processed").contains("messages=" + feed.sent() + " ")
                : status(lane, "INBOX").contains("messages=" + feed.sent() + " unseen=0");
    }

    private String status(Lane lane, String folder) {
        return dovecot.administer("mailbox", "status", "-u", lane.mailbox(), "messages unseen", folder);
    }

    /** Something about a lane. */
    private interface Question {
        boolean of(Lane lane) throws SQLException;
    }
}
