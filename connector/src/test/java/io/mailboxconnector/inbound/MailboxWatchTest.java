package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watch on good days and bad days, against a scripted server. */
class MailboxWatchTest {

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void waitsForAServerThatComesUpLater() {
        server.stop();
        activate();
        server.restart();
        server.deliver(mail("one"));

        await().atMost(PATIENCE).until(() -> delivered.equals(List.of("one")));
    }

    @Test
    void connectsAgainWhenTheServerIsRestartedInIdle() {
        activate();
        awaitIdle();
        server.stop();
        server.restart();
        server.deliver(mail("while it was away"));

        await().atMost(PATIENCE).until(() -> delivered.size() == 1);
        awaitAllSeen(server);
        assertThat(server.openConnections()).isEqualTo(1);
    }

    @Test
    void committedMailIsSettledOnTheNextConnectionAndNotDeliveredAgain() {
        server.deliver(mail("one"));
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    server.stop();
                    delivered.add(mail.subject());
                },
                true));
        await().atMost(PATIENCE).until(() -> delivered.size() == 1);
        assertThat(InboundFixture.unseen(server)).hasSize(1);
        server.restart();

        awaitAllSeen(server);
        assertThat(delivered).containsExactly("one");
        List<String> afterRestart = server.commands();
        int settled = lastIndexOf(afterRestart, "UID STORE");
        assertThat(afterRestart.subList(lastIndexOf(afterRestart, "SELECT"), settled))
                .as("nothing is searched or fetched before the settlement")
                .noneMatch(command -> command.startsWith("UID FETCH") || command.startsWith("UID SEARCH"));
    }

    @Test
    void safetyPollFindsWhatIdleDoesNotTell() {
        fixture.pollInterval = Duration.ofMillis(200);
        activate();
        awaitIdle();

        await().atMost(PATIENCE).until(() -> server.commands("UID SEARCH").size() >= 3);
    }

    @Test
    void renewsIdle() {
        fixture.idleRenewal = Duration.ofMillis(100);
        activate();

        await().atMost(PATIENCE).until(() -> server.commands("IDLE").size() >= 3);
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void newUidValidityMeansNewMails() {
        activate();
        server.deliver(mail("one"));
        awaitAllSeen(server);
        server.stop();
        server.mailbox().inbox().renumber();
        server.restart();
        server.deliver(mail("two"));

        await().atMost(PATIENCE).until(() -> delivered.contains("two"));
        awaitAllSeen(server);
    }

    @Test
    void takesAFewCommandsForAThousandWaitingMails() {
        for (int i = 0; i < 1000; i++) {
            server.deliver(mail("m" + i));
        }
        activate();
        awaitAllSeen(server);

        assertThat(delivered).hasSize(1000).doesNotHaveDuplicates();
        assertThat(server.commands()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void stopLeavesNoConnectionAndNoThread() {
        activate();
        awaitIdle();
        fixture.activations.stop();

        await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("mailbox-watch"));
    }

    @Test
    void stopDoesNotWaitForAServerThatIsSilentDuringTheLogin() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                InboundFixture other = new InboundFixture(silent.getLocalPort())) {
            other.readTimeout = Duration.ofMinutes(10);
            other.activate(other.container.endpoints(mail -> {}, true));
            try (Socket accepted = silent.accept()) {
                other.activations.stop();

                assertThat(accepted.getInputStream().read()).isEqualTo(-1);
                assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("mailbox-watch") && thread.isAlive());
            }
        }
    }

    @Test
    void deactivationWaitsForTheBeanAndSettlesItsMail() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        server.deliver(mail("one"));
        fixture.activate(fixture.container.endpoints(
                mail -> {
                    inside.countDown();
                    try {
                        assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("a bean was interrupted", e);
                    }
                    delivered.add(mail.subject());
                },
                true));
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        Thread stopping = new Thread(fixture.activations::stop);
        stopping.start();
        await().atMost(PATIENCE)
                .until(() -> stopping.getState() == Thread.State.TIMED_WAITING
                        || stopping.getState() == Thread.State.WAITING);
        leave.countDown();
        stopping.join(20_000);

        assertThat(delivered).containsExactly("one");
        assertThat(InboundFixture.unseen(server)).isEmpty();
    }

    @Test
    void sameEndpointMayBeActivatedAgainAndDeactivatedTwice() {
        var endpoints = fixture.container.endpoints(mail -> delivered.add(mail.subject()), true);
        for (int i = 0; i < 5; i++) {
            fixture.activations.activate(endpoints, fixture.spec, fixture.settings());
            fixture.activations.deactivate(endpoints, fixture.spec);
            fixture.activations.deactivate(endpoints, fixture.spec);
        }
        fixture.activations.activate(endpoints, fixture.spec, fixture.settings());
        server.deliver(mail("one"));

        await().atMost(PATIENCE).until(() -> delivered.size() == 1);
    }

    private void activate() {
        fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
    }

    private void awaitIdle() {
        await().atMost(PATIENCE).until(() -> !server.commands("IDLE").isEmpty());
    }

    private static int lastIndexOf(List<String> commands, String prefix) {
        for (int i = commands.size() - 1; i >= 0; i--) {
            if (commands.get(i).startsWith(prefix)) {
                return i;
            }
        }
        throw new AssertionError("no " + prefix + " in " + commands);
    }
}
