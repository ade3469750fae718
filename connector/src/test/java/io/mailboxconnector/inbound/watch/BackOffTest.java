package io.mailboxconnector.inbound.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.inbound.watch.BackOff.Pace;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = new BackOff(new Random(42));

    @Test
    void pauseGrowsWithJitterUpToItsLimit() {
        long expected = Pace.NORMAL.first().toMillis();
        for (int i = 0; i < 20; i++) {
            long pause = backOff.afterFailure(Pace.NORMAL, Duration.ZERO).toMillis();
            assertThat(pause).isBetween(expected / 2, expected);
            expected = Math.min(expected * 2, Pace.NORMAL.limit().toMillis());
        }
    }

    @Test
    void neverFallsBelowWhatTheServerAskedFor() {
        assertThat(backOff.afterFailure(Pace.NORMAL, Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void startsAfreshOnlyAfterAStableConnection() {
        for (int i = 0; i < 10; i++) {
            backOff.afterFailure(Pace.NORMAL, Duration.ZERO);
        }
        backOff.afterConnection(BackOff.STABLE.minusMillis(1));
        assertThat(backOff.afterFailure(Pace.NORMAL, Duration.ZERO)).isGreaterThan(Duration.ofSeconds(30));

        backOff.afterConnection(BackOff.STABLE);
        assertThat(backOff.afterFailure(Pace.NORMAL, Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refusedLoginsAreRetriedSlowly() {
        assertThat(backOff.afterFailure(Pace.AUTHENTICATION, Duration.ZERO))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
