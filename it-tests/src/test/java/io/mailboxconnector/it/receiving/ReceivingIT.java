package io.mailboxconnector.it.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.receiving.app.SingleInbox;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.testkit.database.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One WildFly with 206 beans, each of which watches a mailbox of its own on a real Dovecot. */
@RealMailServers
@Tag("wildfly")
@Tag("long")
class ReceivingIT {

    private static final int MANY = 200;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> SETTLEMENTS =
            List.of("seen", "flag:Done", "move:Processed", "copy:Archived", "delete", "keep");

    private static LabDirectory directory;
    private static DovecotServer dovecot;
    private static OrdersDatabase orders;
    private static WildFlyServer server;

    @BeforeAll
    static void deploy(MailLab lab) throws Exception {
        assumeThat(PostgresServer.isInstalled()).as(PostgresServer.INSTALL).isTrue();
        directory = LabDirectory.below(Path.of("target", "mail-lab"));
        dovecot = DovecotServer.in(directory.directory("dovecot"))
                .certificates(lab.certificates())
                .connectionsPerProcess(50)
                .build();
        List<ReceivingBean> beans = new ArrayList<>();
        SETTLEMENTS.forEach(settlement -> beans.add(bean(settlement.replaceAll(":.*", ""), settlement)));
        many().forEach(name -> beans.add(bean(name, "seen")));
        beans.forEach(bean -> dovecot.addMailbox(bean.mailbox(), MailLab.PASSWORD));
        dovecot.start();
        orders = OrdersDatabase.start();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = WildFlyServer.create(directories, "ReceivingIT");
        server.start();
        new Installation(server, directories)
                .install(orders, BeanArchive.write(directories.work(), dovecot, lab.authority(), beans));
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (orders != null) {
            orders.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
        if (directory != null) {
            directory.close();
        }
    }

    private static ReceivingBean bean(String name, String afterDelivery) {
        return new ReceivingBean(
                name, SingleInbox.class, OrdersDatabase.LOCAL, mailbox(name), Map.of("afterDelivery", afterDelivery));
    }

    private static List<String> many() {
        return IntStream.rangeClosed(1, MANY).mapToObj(i -> "many-" + i).toList();
    }

    private static String mailbox(String name) {
        return name + "@" + MailLab.DOMAIN;
    }

    @Test
    void everySettlementIsMadeAsItIsWritten() throws Exception {
        List<String> names =
                SETTLEMENTS.stream().map(each -> each.replaceAll(":.*", "")).toList();
        names.forEach(name -> dovecot.deliver(mailbox(name), mail("settle me")));
        awaitRows(names, "settle me");

        awaitFlags("seen", "INBOX", "\\Seen");
        awaitFlags("flag", "INBOX", "Done");
        awaitFlags("move", "Processed", "");
        awaitFlags("copy", "Archived", "");
        assertThat(flags("move", "INBOX")).isEmpty();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(flags("delete", "INBOX")).isEmpty());
        assertThat(flags("keep", "INBOX")).containsExactly("");
        for (String name : names) {
            assertThat(orders.rows(mailbox(name))).as(name).isEqualTo(1);
        }
    }

    @Test
    void twoHundredMailboxesGetTheirMailAndHaveOneThreadEach() throws Exception {
        many().forEach(name -> dovecot.deliver(mailbox(name), mail("to each")));
        awaitRows(many(), "to each");

        List<String> threads = server.process().threadNames();
        List<String> own =
                threads.stream().filter(name -> name.contains("mailbox")).toList();
        System.out.println(MANY + SETTLEMENTS.size() + " beans: " + threads.size() + " threads, ours " + own.size()
                + ", such as " + own.get(0));
        assertThat(own).hasSizeLessThanOrEqualTo(MANY + SETTLEMENTS.size() + 5);
    }

    @Test
    void aRestartOfTheMailServerLosesNothingAndIsReportedOnce() throws Exception {
        ServerLog log = server.log().fromNow();
        dovecot.deliver(mailbox("many-1"), mail("before the restart"));
        awaitRows(List.of("many-1"), "before the restart");
        dovecot.kill();
        log.awaitLine("MBX21003", LIMIT);
        dovecot.start();
        many().forEach(name -> dovecot.deliver(mailbox(name), mail("after the restart")));
        awaitRows(many(), "after the restart");

        for (String name : many()) {
            assertThat(linesOf(log, "MBX21003", name))
                    .as("one warning for %s", name)
                    .hasSize(1);
            assertThat(linesOf(log, "MBX21005", name))
                    .as("one recovery of %s", name)
                    .hasSize(1);
        }
        for (String name : many()) {
            assertThat(orders.rows(mailbox(name)) - orders.mails(mailbox(name)))
                    .as("delivered twice: %s", name)
                    .isZero();
        }
    }

    private static List<String> linesOf(ServerLog log, String code, String name) {
        String watch = "(mailbox-watch INBOX of the account of " + mailbox(name) + ")";
        return log.linesWith(code).stream().filter(line -> line.contains(watch)).toList();
    }

    private static String mail(String subject) {
        return "From: customer@example.com\r\nSubject: " + subject + "\r\n\r\nOne of many.\r\n";
    }

    private static void awaitRows(List<String> names, String subject) {
        for (String name : names) {
            await("'" + subject + "' in the table for " + name)
                    .atMost(LIMIT)
                    .until(() -> orders.has(mailbox(name), subject));
        }
    }

    private static void awaitFlags(String name, String folder, String wanted) {
        await(name)
                .atMost(LIMIT)
                // doveadm fails for a folder that the connector has not made yet.
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() -> assertThat(flags(name, folder)).containsExactly(wanted));
    }

    /** The flags of the one mail of {@code settle me}; nothing when it is not in that folder. */
    private static List<String> flags(String name, String folder) {
        return new FolderView(dovecot, mailbox(name)).flags(folder, "settle me");
    }
}
