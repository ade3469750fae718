package io.mailboxconnector.inbound.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A connection is renewed before its token ends, at a quiet moment when there is one. */
class RetirementTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(1));

    private final Retirement retirement = Retirement.of(END, NOW);

    @Test
    void usesAQuietMomentOfTheLastFiveMinutes() {
        assertThat(retirement.isDue(END.minusSeconds(301), true)).isFalse();
        assertThat(retirement.isDue(END.minusSeconds(300), true)).isTrue();
    }

    @Test
    void waitsForDeliveriesButNotBeyondTheLastMinute() {
        assertThat(retirement.isDue(END.minusSeconds(61), false)).isFalse();
        assertThat(retirement.isDue(END.minusSeconds(60), false)).isTrue();
    }

    @Test
    void looksAtBothMoments() {
        assertThat(retirement.next(NOW)).isEqualTo(END.minusSeconds(300));
        assertThat(retirement.next(END.minusSeconds(300))).isEqualTo(END.minusSeconds(60));
    }

    @Test
    void aShortTokenIsUsedForMostOfItsLife() {
        Retirement hurried = Retirement.of(NOW.plusSeconds(30), NOW);

        assertThat(hurried.isDue(NOW.plusSeconds(19), true)).isFalse();
        assertThat(hurried.isDue(NOW.plusSeconds(20), true)).isTrue();
        assertThat(hurried.isDue(NOW.plusSeconds(24), false)).isTrue();
    }

    @Test
    void aPasswordNeverEnds() {
        assertThat(Retirement.of(Instant.MAX, NOW).isDue(NOW.plus(Duration.ofDays(10_000)), true))
                .isFalse();
    }
}
