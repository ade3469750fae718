package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bean watches a mailbox on Dovecot with tokens of Keycloak that live five seconds. */
@RealMailServers
@Tag("slow")
class TokenLifeIT {

    private static final int LIVES = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    private static MailLab lab;
    private static String mailbox;
    private static ApplicationServer server;
    private static Recorder recorder;

    @BeforeAll
    static void deploy(MailLab shared) {
        lab = shared;
        mailbox = lab.newMailbox();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = ApplicationServers.create(directories, "TokenLifeIT");
        server.start();
        server.configureAccount(new KeycloakAccounts(lab).shortLived(mailbox));
        server.deploy(directories.adapter());
        server.deploy(RecorderArchive.besideTheAdapter(directories.work(), Map.of()));
        recorder = new Recorder(server);
        server.log().awaitLine("MBX21001", SOON);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theEndOfATokenInIdleIsRoutine() throws IOException {
        ServerLog log = server.log().fromNow();
        long before = logins();
        for (int life = 1; life <= LIVES; life++) {
            long renewed = before + life;
            String subject = "life " + life;
            deliver(subject);
            awaitCall(subject);
            await().atMost(SOON).until(() -> logins() >= renewed);
        }

        for (int life = 1; life <= LIVES; life++) {
            assertThat(recorder.calls("life " + life)).containsExactly(1);
            assertThat(recorder.commits("life " + life)).isEqualTo(1);
        }
        assertThat(log.linesWith("MBX2100")).as("not a word about the watch").isEmpty();
        assertThat(warnings(log)).isEmpty();
    }

    @Test
    void whileKeycloakIsDownTheMailWaits() {
        ServerLog log = server.log().fromNow();
        lab.keycloak().stop();
        try {
            log.awaitLine("MBX21003", SOON);
            deliver("nobody may read it yet");
        } finally {
            lab.keycloak();
        }
        awaitCall("nobody may read it yet");

        assertThat(warnings(log).filter(line -> line.contains("MBX21003")))
                .as("outages")
                .hasSize(1);
        assertThat(warnings(log).filter(line -> line.contains("MBX11101")))
                .as("a token that is good a little longer")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(warnings(log).filter(line -> !line.matches(".*MBX(21003|11101).*")))
                .isEmpty();
        assertThat(log.linesWith("MBX21005")).as("the watch goes on").hasSize(1);
        assertThat(recorder.commits("nobody may read it yet")).isEqualTo(1);
    }

    private static void deliver(String subject) {
        lab.dovecot().deliver(mailbox, "From: customer@example.com\r\nSubject: " + subject + "\r\n\r\nHello\r\n");
    }

    private static void awaitCall(String subject) {
        await().atMost(SOON.multipliedBy(3))
                .untilAsserted(() -> assertThat(recorder.calls(subject)).containsExactly(1));
    }

    private static long logins() throws IOException {
        try (Stream<String> lines = Files.lines(lab.dovecot().log())) {
            return lines.filter(line -> line.contains("Login: user=<" + mailbox + ">"))
                    .count();
        }
    }

    private static Stream<String> warnings(ServerLog log) {
        return Stream.of("WARN", "ERROR", "SEVERE")
                .flatMap(level -> log.linesWith(level).stream())
                .filter(line -> line.contains("io.mailboxconnector"));
    }
}
