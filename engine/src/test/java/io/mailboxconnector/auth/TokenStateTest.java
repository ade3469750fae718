package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.TokenState.Closed;
import io.mailboxconnector.auth.TokenState.Empty;
import io.mailboxconnector.auth.TokenState.Failed;
import io.mailboxconnector.auth.TokenState.Fetching;
import io.mailboxconnector.auth.TokenState.Held;
import io.mailboxconnector.auth.TokenState.Refreshing;
import io.mailboxconnector.auth.TokenState.Remembered;
import io.mailboxconnector.auth.TokenState.Valid;
import io.mailboxconnector.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenStateTest {

    private final MovableClock clock = new MovableClock();
    private final Instant start = clock.instant();
    private final Held hour = held(Duration.ofHours(1));
    private final Remembered failure = new Remembered(new MailboxUnavailable("MBX11004: x", null), start, 1);

    private final List<TokenState> all = List.of(
            new Empty(),
            new Fetching(null),
            new Valid(hour, null),
            new Refreshing(hour, null),
            new Failed(failure),
            new Closed());

    /** Rows from, columns to, in the order of {@link #all}. */
    @ParameterizedTest
    @CsvSource({"0,-F---C", "1,E-V-XC", "2,-F-R-C", "3,--V--C", "4,-F---C", "5,------"})
    void hasTheArrowsOfTheDiagramAndNoOther(int from, String row) {
        for (int to = 0; to < all.size(); to++) {
            assertThat(all.get(from).mayBecome(all.get(to)))
                    .as("from %s to %s", all.get(from), all.get(to))
                    .isEqualTo(row.charAt(to) != '-');
        }
    }

    @Test
    void renewsAtEightyPercentAndStopsAMinuteBeforeTheEnd() {
        assertThat(hour.refreshAt()).isEqualTo(start.plus(Duration.ofMinutes(48)));
        assertThat(hour.isUsable(start.plus(Duration.ofMinutes(59)).minusMillis(1)))
                .isTrue();
        assertThat(hour.isUsable(start.plus(Duration.ofMinutes(59)))).isFalse();
    }

    @Test
    void usesAShortTokenForNineTenthsOfItsLife() {
        Held half = held(Duration.ofSeconds(30));
        assertThat(half.isUsable(start.plusMillis(26_999))).isTrue();
        assertThat(half.isUsable(start.plusMillis(27_000))).isFalse();
    }

    @Test
    void doublesTheDelayFromTwoSecondsToFiveMinutes() {
        Remembered last = null;
        for (long expected : new long[] {2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300}) {
            last = Remembered.of(unavailable(Duration.ZERO), last, clock, 1.0);
            assertThat(Duration.between(start, last.until())).isEqualTo(Duration.ofSeconds(expected));
        }
        assertThat(last.attempts()).isEqualTo(12);
        for (int i = 0; i < 200; i++) {
            last = Remembered.of(unavailable(Duration.ZERO), last, clock, 1.0);
        }
        assertThat(Duration.between(start, last.until())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void spreadsTheDelayByAQuarter() {
        assertThat(Remembered.of(unavailable(Duration.ZERO), null, clock, 0.0).until())
                .isEqualTo(start.plusMillis(1500));
    }

    @Test
    void obeysTheServersDelayWithinAnHour() {
        assertThat(Remembered.of(unavailable(Duration.ofMinutes(10)), null, clock, 1.0)
                        .until())
                .isEqualTo(start.plus(Duration.ofMinutes(10)));
        assertThat(Remembered.of(unavailable(Duration.ofDays(10)), null, clock, 1.0)
                        .until())
                .isEqualTo(start.plus(Duration.ofHours(1)));
    }

    @Test
    void asksRarelyAfterARefusal() {
        TokenRequestFailed refused = TokenRequestFailed.refused(new AuthenticationFailed("MBX11001: no", null));
        assertThat(Remembered.of(refused, null, clock, 0.0).until()).isEqualTo(start.plus(Duration.ofMinutes(5)));
    }

    @Test
    void repeatsAFailureWithItsKindNumberAndCause() {
        Stream.of(
                        new AuthenticationFailed("MBX11001: one", null),
                        new ConfigurationInvalid("MBX11002: two", null),
                        new MailboxThrottled("MBX11003: three", Duration.ofMinutes(9), null),
                        new MailboxUnavailable("MBX11004: four", null))
                .forEach(this::assertRepeated);
    }

    private void assertRepeated(MailboxException original) {
        MailboxException again = new Remembered(original, start.plusSeconds(40), 1).again(start);
        assertThat(again).isExactlyInstanceOf(original.getClass()).hasCause(original);
        assertThat(again.code()).isEqualTo(original.code());
        assertThat(again.getMessage()).startsWith(original.getMessage()).contains("2026-11-22T10:00:40Z");
        assertThat(again.retryAdvice().decision())
                .isEqualTo(original.retryAdvice().decision());
        if (again instanceof MailboxThrottled) {
            assertThat(again.retryAdvice().delay()).isEqualTo(Duration.ofSeconds(40));
        }
    }

    private Held held(Duration life) {
        return new Held(new Token(Secret.of("x"), start.plus(life), Mechanism.BEARER), start);
    }

    private static TokenRequestFailed unavailable(Duration retryAfter) {
        return TokenRequestFailed.transientFailure(new MailboxUnavailable("MBX11004: x", null), retryAfter);
    }
}
