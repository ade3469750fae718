package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Two hundred watched mailboxes on one server in one JVM (ADR 4). */
class ManyMailboxesTest {

    private static final int MAILBOXES = 200;

    @Test
    void allOfThemGetTheirMailWithOneSmallThreadEach() {
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        long before = platformThreads("");
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server)) {
            for (int i = 0; i < MAILBOXES; i++) {
                fixture.folder = "box" + i;
                fixture.mailbox = "m" + i + "@example.com";
                server.mailbox().create(fixture.folder);
                fixture.activations.activate(
                        fixture.container.endpoints(mail -> delivered.add(mail.subject()), true),
                        new Object(),
                        fixture.settings());
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> server.idleConnections() == MAILBOXES);
            for (int i = 0; i < MAILBOXES; i++) {
                server.deliver("box" + i, mail("m" + i).getBytes(StandardCharsets.US_ASCII), List.of());
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == MAILBOXES);
            assertThat(server.acceptedConnections()).isEqualTo(MAILBOXES);
            assertThat(platformThreads("mailbox-watch"))
                    .isEqualTo(Runtime.version().feature() >= 24 ? 0 : MAILBOXES);
            assertThat(platformThreads("mailbox-"))
                    .as("one thread of deadlines for all of them")
                    .isLessThanOrEqualTo(platformThreads("mailbox-watch") + 2);
        }
        assertThat(platformThreads("mailbox-")).as("threads left behind").isZero();
        assertThat(platformThreads("")).isLessThan(before + MAILBOXES);
    }

    private static long platformThreads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
