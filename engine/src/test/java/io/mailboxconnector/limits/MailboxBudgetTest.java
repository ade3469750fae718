package io.mailboxconnector.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.settings.SendRate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pauses that a server wishes and the pace of sending, with a clock that moves only when somebody waits. */
class MailboxBudgetTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant now = START;
    private final MailboxBudget budget =
            new MailboxBudget("desk@example.com", new TestClock(), length -> now = now.plus(length));

    @AfterEach
    void theInterruptFlagIsNotLeftBehind() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void leavesTheMailboxAloneUntilTheMomentThatTheServerNamed() {
        budget.throttled(refusal(Duration.ofMillis(299_961)));

        assertThat(budget.pausedUntil()).contains(START.plusMillis(299_961));
        now = START.plusMillis(299_960);
        assertThatThrownBy(budget::requireOpen).isInstanceOfSatisfying(MailboxThrottled.class, refused -> {
            assertThat(refused.code()).isEqualTo("MBX17003");
            assertThat(refused.retryAdvice().delay()).isEqualTo(Duration.ofMillis(1));
        });
        now = START.plusMillis(299_961);
        budget.requireOpen();
        assertThat(budget.pausedUntil()).isEmpty();
    }

    @Test
    void aLaterEndCountsAnEarlierOneDoesNot() {
        budget.throttled(refusal(MINUTE));
        budget.throttled(refusal(Duration.ofSeconds(1)));
        assertThat(budget.pausedUntil()).contains(START.plus(MINUTE));

        budget.throttled(refusal(MINUTE.multipliedBy(2)));
        assertThat(budget.pausedUntil()).contains(START.plus(MINUTE.multipliedBy(2)));
    }

    @Test
    void aRefusalWithoutATimePausesNothing() {
        budget.throttled(refusal(Duration.ZERO));
        budget.sendingThrottled(refusal(Duration.ZERO));

        budget.requireOpenForSending();
    }

    @Test
    void nonsenseOfAServerPausesForADayAtMost() {
        budget.throttled(refusal(Duration.ofDays(10_000)));

        assertThat(budget.pausedUntil()).contains(START.plus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatWasSetBackEndsThePause() {
        budget.throttled(refusal(MINUTE));
        now = START.minus(Duration.ofDays(1));

        budget.requireOpen();
    }

    @Test
    void whileTheServerTakesNoMailReadingGoesOn() {
        budget.sendingThrottled(refusal(MINUTE));

        budget.requireOpen();
        assertThatThrownBy(budget::requireOpenForSending).isInstanceOf(MailboxThrottled.class);
    }

    @Test
    void sendingWaitsForPausesThatAreShortEnough() {
        budget.throttled(refusal(Duration.ofSeconds(20)));

        budget.awaitSend(Optional.empty(), MINUTE);

        assertThat(now).isEqualTo(START.plusSeconds(20));
        budget.throttled(refusal(Duration.ofSeconds(61)));
        assertThatThrownBy(() -> budget.awaitSend(Optional.empty(), MINUTE)).isInstanceOf(MailboxThrottled.class);
    }

    @Test
    void inNoSpanOfTimeMoreMailsAreSentThanTheRateSays() {
        Optional<SendRate> rate = Optional.of(new SendRate(30, "min"));
        List<Instant> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            budget.awaitSend(rate, Duration.ofHours(1));
            sent.add(now);
            now = now.plusMillis(i * 7L % 50);
        }

        for (int i = 30; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 30), sent.get(i))).isGreaterThanOrEqualTo(MINUTE);
        }
        assertThat(Duration.between(START, now))
                .as("and not slower than it must")
                .isLessThan(Duration.ofMinutes(7));
    }

    @Test
    void theFirstMailsAreNotHeldBack() {
        for (int i = 0; i < 30; i++) {
            budget.awaitSend(Optional.of(new SendRate(30, "min")), Duration.ZERO);
        }

        assertThat(now).isEqualTo(START);
    }

    @Test
    void aTurnThatIsTooFarAwayIsRefusedWithoutTakingIt() {
        Optional<SendRate> rate = Optional.of(new SendRate(1, "min"));
        budget.awaitSend(rate, Duration.ZERO);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> budget.awaitSend(rate, Duration.ofSeconds(59)))
                    .isInstanceOfSatisfying(MailboxThrottled.class, refused -> {
                        assertThat(refused.code()).isEqualTo("MBX17004");
                        assertThat(refused.retryAdvice().delay()).isEqualTo(MINUTE);
                        assertThat(refused).hasMessageContaining("maxSendRate=1/min");
                    });
        }
        budget.awaitSend(rate, MINUTE);
        assertThat(now).isEqualTo(START.plus(MINUTE));
    }

    @Test
    void aClockThatWasSetBackDelaysAMailByOneSpanAtMost() {
        Optional<SendRate> rate = Optional.of(new SendRate(1, "min"));
        budget.awaitSend(rate, Duration.ZERO);
        now = START.minus(Duration.ofDays(1));

        budget.awaitSend(rate, MINUTE);

        assertThat(now).isEqualTo(START.minus(Duration.ofDays(1)).plus(MINUTE));
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        MailboxBudget interrupted = new MailboxBudget("desk@example.com", new TestClock(), length -> {
            throw new InterruptedException();
        });
        interrupted.throttled(refusal(MINUTE));

        assertThatThrownBy(() -> interrupted.awaitSend(Optional.empty(), MINUTE))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX17005");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static MailboxThrottled refusal(Duration retryAfter) {
        return new MailboxThrottled("MBX13008: throttled", retryAfter, null);
    }

    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
