package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.Answers;
import io.mailboxconnector.testkit.imap.LeavesOutUid;
import io.mailboxconnector.testkit.imap.NeverAnswersDone;
import io.mailboxconnector.testkit.imap.SaysGoodbyeInIdle;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import io.mailboxconnector.testkit.log.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bounds a watch: the wishes of the server, the end of its token, the clock, a stop. */
class WatchLimitsTest {

    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final LogLines log = LogLines.of("io.mailboxconnector");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void waitsUntilTheMomentThatTheServerNamedAndSaysItOnce() {
        Instant begin = Clock.systemUTC().instant();
        try (ScriptedImapServer server = ScriptedImapServer.start(new Answers(
                        1, "UID SEARCH", "BAD Request is throttled. Suggested Backoff Time: 1500 milliseconds"));
                InboundFixture fixture = new InboundFixture(server)) {
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            awaitAllSeen(server);

            assertThat(Duration.between(begin, Clock.systemUTC().instant())).isGreaterThan(Duration.ofMillis(1500));
            assertThat(server.acceptedConnections()).isEqualTo(2);
            assertThat(delivered).containsExactly("one");
        }
        assertThat(log.warnings()).singleElement().asString().contains("wants the mailbox");
    }

    @Test
    void theEndOfATokenIsRoutineAlsoOnAYoungConnection() {
        try (ScriptedImapServer server =
                        ScriptedImapServer.start(new SaysGoodbyeInIdle(1, "Session invalidated - AccessTokenExpired"));
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.acceptedConnections() == 2);
            server.deliver(mail("one"));
            awaitAllSeen(server);
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void tokensThatEndAgainAndAgainAreAnOutage() {
        try (ScriptedImapServer server =
                        ScriptedImapServer.start(new SaysGoodbyeInIdle(2, "Session invalidated - AccessTokenExpired"));
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.acceptedConnections() == 3);
        }
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotSuspendTheSafetyPoll() {
        MovedClock clock = new MovedClock();
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), clock)) {
            fixture.pollInterval = Duration.ofMillis(200);
            fixture.idleRenewal = Duration.ofMillis(300);
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> !server.commands("IDLE").isEmpty());

            clock.move(Duration.ofDays(-1));
            int before = server.commands("UID SEARCH").size();

            await().atMost(PATIENCE).until(() -> server.commands("UID SEARCH").size() > before + 2);
        }
    }

    @Test
    void aMailWithoutUidInTheAnswerIsLookedForAgain() {
        MovedClock clock = new MovedClock();
        try (ScriptedImapServer server = ScriptedImapServer.start(new LeavesOutUid());
                InboundFixture fixture = new InboundFixture(server.port(), Clock.systemUTC(), clock)) {
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
            assertThat(fixture.activations.health().get(0).waiting()).isEqualTo(1);

            clock.move(Duration.ofMinutes(2));
            server.deliver(mail("two"));

            awaitAllSeen(server);
            assertThat(delivered).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void aServerThatNeverAnswersDoneIsLeftAfterTheTimeOutAndItsMailIsDelivered() {
        try (ScriptedImapServer server = ScriptedImapServer.start(new NeverAnswersDone());
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.readTimeout = Duration.ofMillis(500);
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            for (String subject : List.of("one", "two")) {
                await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
                server.deliver(mail(subject));
                await().atMost(PATIENCE).until(() -> delivered.contains(subject));
                awaitAllSeen(server);
            }

            assertThat(delivered).containsExactly("one", "two");
            // Each costs a connection to be found, and another when its settlement ends the next idle.
            assertThat(server.acceptedConnections()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void aDefectOfTheConnectorEndsAConnectionAndNotTheWatch() {
        FaultyClock clock = new FaultyClock("mailbox-watch");
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), Clock.systemUTC(), clock)) {
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

            clock.fail(1);
            server.deliver(mail("one"));
            awaitAllSeen(server);

            assertThat(clock.failures()).isEqualTo(1);
            assertThat(delivered).containsExactly("one");
            assertThat(server.acceptedConnections()).isEqualTo(2);
        }
        assertThat(log.warnings()).singleElement().asString().contains("MBX21006");
    }

    /** The second defect comes while the first is looked at. */
    @Test
    void aDefectInTheMidstOfAnotherDoesNotEndTheWatch() {
        FaultyClock clock = new FaultyClock("mailbox-watch");
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), Clock.systemUTC(), clock)) {
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

            clock.fail(2);
            server.deliver(mail("one"));
            awaitAllSeen(server);

            assertThat(clock.failures()).isEqualTo(2);
            assertThat(delivered).containsExactly("one");
        }
    }

    @Test
    void aStopLeavesABeanToItselfAfterTheDrainTimeout() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server)) {
            fixture.drainTimeout = Duration.ofMillis(100);
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        inside.countDown();
                        try {
                            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
                            left.countDown();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException("a bean was interrupted", e);
                        }
                    },
                    true));
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

            fixture.activations.stop();

            assertThat(left.getCount()).as("the bean goes on").isEqualTo(1);
            assertThat(server.openConnections()).isZero();
            assertThat(InboundFixture.unseen(server)).hasSize(1);
            leave.countDown();
            assertThat(left.await(20, TimeUnit.SECONDS))
                    .as("nobody interrupted it")
                    .isTrue();
        }
        assertThat(log.warnings()).singleElement().asString().contains("did not end in time");
    }
}
