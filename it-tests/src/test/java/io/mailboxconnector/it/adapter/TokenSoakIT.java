package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.it.server.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application sends to itself all the time while its tokens live five seconds: each mail goes through Postfix and comes back
 * to a bean from Dovecot. The length is {@code -Dsoak.seconds}.
 */
@RealMailServers
@Tag("long")
class TokenSoakIT {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("soak.seconds"));
    private static final Duration BETWEEN_MAILS = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A token is replaced when 80 % of its life are over. */
    private static final double SECONDS_PER_TOKEN = KeycloakServer.SHORT_LIFE.toSeconds() * 0.8;

    private static MailLab lab;
    private static String mailbox;
    private static ApplicationServer server;
    private static Recorder recorder;

    @BeforeAll
    static void deploy(MailLab shared) {
        lab = shared;
        mailbox = lab.newMailbox();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        server = ApplicationServers.create(directories, "TokenSoakIT");
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
    void nothingFailsAndTokensAreAskedForAsOftenAsTheyEnd() throws Exception {
        ServerLog log = server.log().fromNow();
        long tokensBefore = lab.keycloak().applicationTokens(LabClient.APP_SHORT);
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        List<String> sent = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        while (clock.instant().isBefore(begin.plus(LENGTH))) {
            String subject = "soak " + (sent.size() + failed.size() + 1);
            List<String> answer = recorder.send(mailbox, subject, 1);
            if (answer.size() == 1 && answer.get(0).startsWith("<")) {
                sent.add(subject + " 1");
            } else {
                failed.addAll(answer);
            }
            Thread.sleep(BETWEEN_MAILS.toMillis());
        }
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        long tokens = lab.keycloak().applicationTokens(LabClient.APP_SHORT) - tokensBefore;
        await().atMost(SOON).until(() -> recorder.commits().size() >= sent.size());

        double expected = seconds / SECONDS_PER_TOKEN;
        List<String> warnings = warnings(log);
        System.out.printf(
                "soak: %.0f s, %d mails sent, %d failed, %d received, %d tokens of %.1f expected, %d logins at Dovecot, %d"
                        + " warnings%n",
                seconds,
                sent.size(),
                failed.size(),
                recorder.calls().size(),
                tokens,
                expected,
                logins(),
                warnings.size());
        assertThat(failed).as("mails that could not be sent").isEmpty();
        assertThat(recorder.calls()).as("deliveries").containsExactlyInAnyOrderElementsOf(sent);
        assertThat(recorder.commits()).as("their effects").containsExactlyInAnyOrderElementsOf(sent);
        assertThat(warnings).isEmpty();
        assertThat(tokens).isBetween((long) Math.floor(expected * 0.9), (long) Math.ceil(expected * 1.1));
    }

    private static long logins() throws IOException {
        try (Stream<String> lines = Files.lines(lab.dovecot().log())) {
            return lines.filter(line -> line.contains("Login: user=<" + mailbox + ">"))
                    .count();
        }
    }

    private static List<String> warnings(ServerLog log) {
        return Stream.of("WARN", "ERROR", "SEVERE")
                .flatMap(level -> log.linesWith(level).stream())
                .toList();
    }
}
