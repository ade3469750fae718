package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Big mails lie in files while they wait and are delivered, and in none afterwards, however it ended. */
class SpoolFilesTest {

    private static final String PLACE = "jboss.server.temp.dir";

    @TempDir
    Path place;

    private final List<Long> filesDuringDelivery = new CopyOnWriteArrayList<>();
    private final CountDownLatch leave = new CountDownLatch(1);
    private ScriptedImapServer server = ScriptedImapServer.start();
    private InboundFixture fixture = new InboundFixture(server);

    @BeforeEach
    void spoolHere() {
        fixture.close();
        System.setProperty(PLACE, place.toString());
        try {
            fixture = new InboundFixture(server);
        } finally {
            System.clearProperty(PLACE);
        }
        fixture.spoolThreshold = 16 * 1024;
        for (int i = 0; i < 3; i++) {
            server.deliver(mail("big" + i) + "x".repeat(100_000) + "\r\n");
        }
    }

    @AfterEach
    void stop() {
        leave.countDown();
        fixture.close();
        server.close();
    }

    @Test
    void noneIsLeftAfterCommits() {
        activate(mail -> {});
        awaitAllSeen(server);

        assertThat(filesDuringDelivery).hasSize(3).allMatch(files -> files > 0);
        awaitNoFile();
    }

    @Test
    void noneIsLeftWhileFailedMailsWaitForTheirRedelivery() {
        fixture.redeliveryDelay = Duration.ofHours(1);
        fixture.redeliveryMaxDelay = Duration.ofHours(1);
        activate(mail -> {
            throw new IllegalStateException("not yet");
        });
        await().atMost(PATIENCE).until(() -> filesDuringDelivery.size() == 3);

        awaitNoFile();
        assertThat(InboundFixture.unseen(server)).hasSize(3);
    }

    @Test
    void noneIsLeftWhenMailsAreGivenUp() {
        fixture.maxRedeliveries = 0;
        activate(mail -> {
            throw new IllegalStateException("never");
        });
        await().atMost(PATIENCE).until(() -> server.mailbox().inbox().mails().isEmpty());

        awaitNoFile();
    }

    @Test
    void aStopLeavesNoneButThatOfABeanThatGoesOn() {
        fixture.drainTimeout = Duration.ofMillis(100);
        activate(this::stay);
        await().atMost(PATIENCE).until(() -> filesDuringDelivery.size() == 1);

        fixture.activations.stop();

        assertThat(files()).isEqualTo(1);
        leave.countDown();
        awaitNoFile();
    }

    @Test
    void theEndOfTheAdapterLeavesNothingAtAll() throws IOException {
        activate(mail -> {});
        awaitAllSeen(server);
        assertThat(place).isNotEmptyDirectory();

        fixture.close();

        assertThat(place).isEmptyDirectory();
    }

    private void activate(MailListener bean) {
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    filesDuringDelivery.add(files());
                    bean.onMail(mail);
                },
                true));
    }

    private void stay(Object mail) {
        try {
            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a bean was interrupted", e);
        }
    }

    private void awaitNoFile() {
        await().atMost(PATIENCE).until(() -> files() == 0);
    }

    private long files() {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(file -> file.toString().endsWith(".eml")).count();
        } catch (IOException | UncheckedIOException movedMeanwhile) {
            // A file or directory was deleted under the walk: counted as one, so that the count is taken again.
            return 1;
        }
    }
}
