package io.mailboxconnector.inbound.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.testkit.log.LogLines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of an outage, and how long the watch waits in it. */
class OutageTest {

    private static final ConnectionLost LOST = new ConnectionLost("MBX13015: The connection was lost.", null);
    private static final MailboxUnavailable REFUSED =
            new MailboxUnavailable("MBX12002: The server refuses connections.", null);
    private static final AuthenticationFailed LOGIN = new AuthenticationFailed("MBX11001: The login failed.", null);

    private final LogLines log = LogLines.of("io.mailboxconnector.inbound");
    private final Outage outage =
            new Outage("INBOX of desk", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(42));

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void isOneWarningWhateverFollowsAndOneLineWhenItIsOver() {
        outage.failed(LOST);
        outage.failed(REFUSED);
        outage.failed(LOGIN);
        outage.failed(REFUSED);
        outage.over();

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .startsWith("MBX21003")
                .contains("MBX13015");
        assertThat(log.shown()).hasSize(4);
        assertThat(log.shown()).filteredOn(line -> line.startsWith("MBX21020")).hasSize(2);
        assertThat(log.shown()).filteredOn(line -> line.startsWith("MBX21005")).hasSize(1);
    }

    @Test
    void theNextOutageIsAnotherWarning() {
        outage.failed(LOST);
        outage.over();
        outage.failed(LOST);

        assertThat(log.warnings()).hasSize(2);
    }

    @Test
    void aWrongConfigurationIsSaidOnceAndRetriedSlowly() {
        ConfigurationInvalid wrong = new ConfigurationInvalid("MBX21101: The name names nothing.", null);
        Duration pause = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            pause = outage.failed(wrong);
        }

        assertThat(log.shown()).hasSize(1);
        assertThat(pause).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void aRefusedLoginIsRepeatedMoreSlowlyThanALostConnection() {
        assertThat(outage.failed(LOGIN)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(new Outage("INBOX of desk", Clock.systemUTC(), new Random(42)).failed(LOST))
                .isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseThatTheServerNamedIsNoWarningOfItsOwnAndDoesNotHideTheCauseThatFollows() {
        Duration named = Duration.ofMinutes(3);
        assertThat(outage.failed(new MailboxThrottled("MBX17001: Later.", named, null)))
                .isEqualTo(named);
        assertThat(log.warnings()).isEmpty();

        outage.failed(REFUSED);
        assertThat(log.warnings()).singleElement().asString().contains("MBX12002");
    }

    @Test
    void aDefectIsSaidWithItsStackAlsoWithinAnOutage() {
        outage.failed(LOST);
        outage.failed(new IllegalStateException("ours"));
        outage.failed(new IllegalStateException("ours"));

        assertThat(log.warnings()).hasSize(2).last().asString().startsWith("MBX21006");
    }
}
