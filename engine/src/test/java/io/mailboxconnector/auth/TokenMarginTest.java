package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenMarginTest {

    private static final Instant OPENED = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void aLongTokenIsGivenUpAMinuteOrAtAQuietMomentFiveMinutesBeforeItsEnd() {
        Instant end = OPENED.plus(Duration.ofHours(1));

        assertThat(TokenMargin.LATEST.endOfUse(OPENED, end)).isEqualTo(end.minusSeconds(60));
        assertThat(TokenMargin.QUIET.endOfUse(OPENED, end)).isEqualTo(end.minusSeconds(300));
    }

    @Test
    void aShortTokenIsUsedForMostOfItsLife() {
        Instant end = OPENED.plusSeconds(30);

        assertThat(TokenMargin.LATEST.endOfUse(OPENED, end)).isEqualTo(OPENED.plusSeconds(24));
        assertThat(TokenMargin.QUIET.endOfUse(OPENED, end)).isEqualTo(OPENED.plusSeconds(20));
    }

    @Test
    void aPasswordHasNoEnd() {
        assertThat(TokenMargin.LATEST.endOfUse(OPENED, Instant.MAX)).isEqualTo(Instant.MAX);
    }
}
