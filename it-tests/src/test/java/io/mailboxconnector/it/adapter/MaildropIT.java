package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.junit.MailServersInstalled;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.testkit.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A message-driven bean that receives by POP3S from a real Dovecot. */
@MailServersInstalled
@Tag("essential")
@Tag("slow")
class MaildropIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "lab-password";

    private static LabDirectory directory;
    private static Path authority;
    private static DovecotServer dovecot;
    private static ServerDirectories archives;
    private static ApplicationServer server;
    private static Recorder recorder;
    private static String ledger;

    @BeforeAll
    static void open() {
        archives = ServerDirectories.ofThisBuild();
        directory = LabDirectory.below(Path.of(System.getProperty("it.target"), "mail-lab"));
        TestCertificates certificates = TestCertificates.create();
        authority = certificates.writeAuthorityPem(directory.path());
        dovecot = DovecotServer.in(directory.directory("dovecot"))
                .certificates(certificates)
                .build();
        dovecot.start();
        server = ApplicationServers.create(archives, "MaildropIT");
        server.start();
        ledger = server.createDataSource("Ledger");
        server.deploy(archives.adapter());
        recorder = new Recorder(server);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
        if (directory != null) {
            directory.close();
        }
    }

    @AfterEach
    void undeploy() {
        server.undeploy(RecorderArchive.WAR);
    }

    @Test
    void withALedgerEachMailIsDeliveredOnceAndStaysAlsoAfterARestart() {
        String mailbox = receive("kept@contoso.example", Map.of("afterDelivery", "keep", "ledgerDataSource", ledger));
        deliver(mailbox, "one");
        deliver(mailbox, "two");
        awaitCommit("one");
        awaitCommit("two");
        assertThat(recorder.calls("one")).containsExactly(1);
        assertThat(recorder.calls("two")).containsExactly(1);

        server.stop();
        server.start();
        // It stands behind the others in the maildrop: what were delivered again would come before it.
        deliver(mailbox, "after the restart");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(recorder.calls("after the restart")).containsExactly(1));

        assertThat(recorder.calls("one")).as("since the restart").isEmpty();
        assertThat(recorder.calls("two")).as("since the restart").isEmpty();
        assertThat(subjects(mailbox)).containsExactly("one", "two", "after the restart");
    }

    @Test
    void aMailIsDeletedAfterTheCommitAndStaysAfterARollback() {
        String mailbox = receive("deleted@contoso.example", Map.of("afterDelivery", "delete"));
        deliver(mailbox, "held until the test says so");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.calls("held until the test says so"))
                        .containsExactly(1));
        assertThat(subjects(mailbox)).as("before the commit").containsExactly("held until the test says so");
        recorder.release();
        awaitCommit("held until the test says so");
        await().atMost(SOON).untilAsserted(() -> assertThat(subjects(mailbox)).isEmpty());

        deliver(mailbox, "poison");
        deliver(mailbox, "rollback-only");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.calls("poison")).containsExactly(1, 2, 3));
        // A session that deletes and ends after the last rollback.
        deliver(mailbox, "after the poison");
        await().atMost(SOON).untilAsserted(() -> assertThat(subjects(mailbox)).containsExactly("poison"));

        assertThat(recorder.commits("poison")).isZero();
        assertThat(recorder.calls("held until the test says so")).containsExactly(1);
        assertThat(recorder.calls("rollback-only")).containsExactly(1, 2);
        assertThat(recorder.commits("rollback-only")).isEqualTo(1);
        assertThat(recorder.calls("after the poison")).containsExactly(1);
    }

    /** Makes a mailbox and the account of it, and deploys a bean that reads it. */
    private static String receive(String mailbox, Map<String, String> settlement) {
        dovecot.addMailbox(mailbox, PASSWORD);
        server.configureAccount(account(mailbox));
        Map<String, String> activation = new LinkedHashMap<>(settlement);
        activation.put("protocol", "pop3");
        activation.put("onFailure", "keep");
        activation.put("pollInterval", "PT1S");
        server.deploy(RecorderArchive.besideTheAdapter(archives.work(), activation));
        return mailbox;
    }

    private static Map<String, String> account(String mailbox) {
        Map<String, String> account = new LinkedHashMap<>();
        account.put("account", "Mailbox");
        account.put("mailbox", mailbox);
        account.put("userName", mailbox);
        account.put("password", PASSWORD);
        account.put("pop3Host", "localhost");
        account.put("pop3Port", String.valueOf(dovecot.port(DovecotDoor.POP3S)));
        account.put("pop3Tls", "implicit");
        account.put("trustedCertificates", authority.toAbsolutePath().toString());
        return account;
    }

    private static void deliver(String mailbox, String subject) {
        dovecot.deliver(mailbox, "From: customer@example.com\r\nSubject: " + subject + "\r\n\r\nHello.\r\n");
    }

    private static void awaitCommit(String subject) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recorder.commits(subject)).isEqualTo(1));
    }

    private static List<String> subjects(String mailbox) {
        return dovecot.administer("-f", "tab", "fetch", "-u", mailbox, "hdr.subject", "mailbox", "INBOX", "all")
                .lines()
                .skip(1)
                .toList();
    }
}
