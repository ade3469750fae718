package io.mailboxconnector.it.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.receiving.app.PickyInbox;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.ServerLog;
import io.mailboxconnector.it.server.WildFlyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every way to settle a mail that was processed, with every way to settle one that never can be. */
@RealMailServers
@Tag("wildfly")
class SettlementIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SERVER_DATA_SOURCE = "java:jboss/datasources/ExampleDS";
    private static final String FOLDER = "Orders";
    private static final String RENUMBERED = mailbox("renumbered");
    private static final List<String> AFTER_DELIVERY =
            List.of("seen", "flag:Done", "move:Processed", "copy:Archived", "delete", "keep");
    private static final List<String> ON_FAILURE = List.of("move:Failed", "flag:Broken", "keep");

    private static DovecotServer dovecot;
    private static WildFlyServer server;

    @BeforeAll
    static void deploy(MailLab lab) {
        dovecot = lab.dovecot();
        List<ReceivingBean> beans = new ArrayList<>(cells().map(Cell::bean).toList());
        beans.add(new ReceivingBean(
                "renumbered", PickyInbox.class, SERVER_DATA_SOURCE, RENUMBERED, Map.of("folder", FOLDER)));
        beans.forEach(bean -> dovecot.addMailbox(bean.mailbox(), MailLab.PASSWORD));
        dovecot.administer("mailbox", "create", "-u", RENUMBERED, FOLDER);
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = WildFlyServer.create(directories, "SettlementIT");
        server.start();
        new Installation(server, directories)
                .install(BeanArchive.write(directories.work(), dovecot, lab.authority(), beans));
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatWasProcessedAndWhatFailedEndsWhereTheActivationSays() {
        ServerLog log = server.log().fromNow();
        for (Cell cell : cells().toList()) {
            dovecot.deliver(cell.mailbox(), mail("order"));
            dovecot.deliver(cell.mailbox(), mail("poison"));
        }

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(log.linesWith("MBX21008"))
                        .as("mails that were given up")
                        .hasSize(AFTER_DELIVERY.size() * ON_FAILURE.size()));
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            SoftAssertions all = new SoftAssertions();
            cells().forEach(cell -> cell.check(all));
            all.assertAll();
        });
    }

    @Test
    void aFolderThatIsDeletedAndMadeAnewIsWatchedAgain() {
        FolderView view = new FolderView(dovecot, RENUMBERED);
        deliverToFolder("before");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(view.flags(FOLDER, "before")).containsExactly("\\Seen"));
        ServerLog log = server.log().fromNow();
        dovecot.administer("mailbox", "delete", "-u", RENUMBERED, FOLDER);
        log.awaitLine("MBX21003", LIMIT);
        dovecot.administer("mailbox", "create", "-u", RENUMBERED, FOLDER);
        deliverToFolder("after");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(view.flags(FOLDER, "after")).containsExactly("\\Seen"));
        assertThat(log.linesWith("MBX21003")).as("one warning per outage").hasSize(1);
    }

    private static void deliverToFolder(String subject) {
        dovecot.deliver(RENUMBERED, mail(subject));
        dovecot.administer("move", "-u", RENUMBERED, FOLDER, "mailbox", "INBOX", "all");
    }

    private static Stream<Cell> cells() {
        return AFTER_DELIVERY.stream()
                .flatMap(afterDelivery -> ON_FAILURE.stream().map(onFailure -> new Cell(afterDelivery, onFailure)));
    }

    private static String mailbox(String name) {
        return "settle-" + name + "@" + MailLab.DOMAIN;
    }

    private static String mail(String subject) {
        return "From: customer@example.com\r\nSubject: " + subject + "\r\n\r\nOne of two.\r\n";
    }

    /** One cell of the matrix: a bean with a mailbox of its own. */
    private record Cell(String afterDelivery, String onFailure) {

        String name() {
            return (afterDelivery + "-" + onFailure).replaceAll(":\\w+", "");
        }

        String mailbox() {
            return SettlementIT.mailbox(name());
        }

        ReceivingBean bean() {
            return new ReceivingBean(
                    name(),
                    PickyInbox.class,
                    SERVER_DATA_SOURCE,
                    mailbox(),
                    Map.of(
                            "afterDelivery",
                            afterDelivery,
                            "onFailure",
                            onFailure,
                            "maxRedeliveries",
                            "1",
                            "redeliveryDelay",
                            "PT0.5S"));
        }

        void check(SoftAssertions all) {
            switch (afterDelivery) {
                case "seen" -> expect(all, "order", "INBOX", "\\Seen");
                case "flag:Done" -> expect(all, "order", "INBOX", "Done");
                case "move:Processed" -> {
                    expect(all, "order", "Processed", "");
                    expect(all, "order", "INBOX");
                }
                case "copy:Archived" -> {
                    expect(all, "order", "Archived", "");
                    expect(all, "order", "INBOX", "\\Seen");
                }
                case "delete" -> expect(all, "order", "INBOX");
                default -> expect(all, "order", "INBOX", "");
            }
            switch (onFailure) {
                case "move:Failed" -> {
                    expect(all, "poison", "Failed", "");
                    expect(all, "poison", "INBOX");
                }
                case "flag:Broken" -> expect(all, "poison", "INBOX", "Broken");
                // Nothing but the count of its failures keeps it from being delivered again: that stays.
                default ->
                    all.assertThat(flagsIn("INBOX", "poison"))
                            .as("poison in INBOX of %s", name())
                            .hasSize(1)
                            .allMatch(flags -> flags.matches("(\\$MbxAttempt[12]-[0-9a-f]{4} ?){2}"));
            }
        }

        /** Where a mail is, once or not at all, and its flags. */
        private void expect(SoftAssertions all, String subject, String folder, String... flags) {
            all.assertThat(flagsIn(folder, subject))
                    .as("%s in %s of %s", subject, folder, name())
                    .containsExactly(flags);
        }

        private List<String> flagsIn(String folder, String subject) {
            String folders = dovecot.administer("mailbox", "list", "-u", mailbox());
            // doveadm fails for a folder that the connector has not made yet.
            return folders.lines().anyMatch(folder::equals)
                    ? new FolderView(dovecot, mailbox()).flags(folder, subject)
                    : List.of();
        }
    }
}
