package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.PATIENCE;
import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the system clock, by a day forwards or backwards: what is waited for takes as long as before. */
class WatchClockTest {

    private final MovedClock clock = new MovedClock();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D"})
    void aRedeliveryComesInItsTime(Duration jump) {
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), clock)) {
            server.deliver(mail("one"));
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        delivered.add(mail.subject());
                        clock.move(jump);
                        if (mail.attempt() < 3) {
                            throw new IllegalStateException("not yet");
                        }
                    },
                    true));
            awaitAllSeen(server);

            assertThat(delivered).hasSize(3);
        }
    }

    @Test
    void aRedeliveryIsNotHurriedByAClockThatIsSetForwards() {
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), clock)) {
            fixture.redeliveryDelay = Duration.ofHours(1);
            fixture.redeliveryMaxDelay = Duration.ofHours(1);
            server.deliver(mail("bad"));
            fixture.activate(fixture.container.endpoints(
                    mail -> {
                        delivered.add(mail.subject());
                        if (mail.subject().equals("bad")) {
                            throw new IllegalStateException("not yet");
                        }
                    },
                    true));
            await().atMost(PATIENCE).until(() -> !delivered.isEmpty());

            clock.move(Duration.ofDays(1));
            server.deliver(mail("good"));
            await().atMost(PATIENCE).until(() -> InboundFixture.unseen(server).size() == 1);

            assertThat(delivered).containsExactly("bad", "good");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D"})
    void idleIsRenewedAndTheFolderPolledOnTheSameConnection(Duration jump) {
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), clock)) {
            fixture.pollInterval = Duration.ofMillis(300);
            fixture.idleRenewal = Duration.ofMillis(200);
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);

            clock.move(jump);
            int searches = server.commands("UID SEARCH").size();
            int idles = server.commands("IDLE").size();

            await().atMost(PATIENCE)
                    .until(() -> server.commands("UID SEARCH").size() > searches + 1
                            && server.commands("IDLE").size() > idles + 1);
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void aJumpDoesNotMakeTheWatchAskMoreOften() {
        try (ScriptedImapServer server = ScriptedImapServer.start();
                InboundFixture fixture = new InboundFixture(server.port(), clock)) {
            fixture.activate(fixture.container.endpoints(mail -> delivered.add(mail.subject()), true));
            await().atMost(PATIENCE).until(() -> server.idleConnections() == 1);
            server.forgetCommands();

            clock.move(Duration.ofDays(1));
            server.deliver(mail("one"));
            awaitAllSeen(server);

            assertThat(delivered).containsExactly("one");
            assertThat(server.commands("UID SEARCH")).hasSizeLessThanOrEqualTo(2);
        }
    }
}
