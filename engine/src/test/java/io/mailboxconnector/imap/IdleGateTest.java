package io.mailboxconnector.imap;

import static io.mailboxconnector.imap.IdleGate.State.ENDING;
import static io.mailboxconnector.imap.IdleGate.State.IDLING;
import static io.mailboxconnector.imap.IdleGate.State.RESTING;
import static io.mailboxconnector.imap.IdleGate.State.SENDING;
import static io.mailboxconnector.imap.IdleGate.State.STARTING;
import static io.mailboxconnector.imap.IdleOutcome.CHANGED;
import static io.mailboxconnector.imap.IdleOutcome.TIMED_OUT;
import static io.mailboxconnector.imap.IdleOutcome.WOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transition table of the gate, cell by cell. */
class IdleGateTest {

    /** Columns: state before, event, must DONE be sent, state after; {@code -} is an illegal call. */
    @ParameterizedTest
    @CsvSource({
        "RESTING,  begin,   false, STARTING",
        "RESTING,  entered, -,     RESTING",
        "RESTING,  changed, false, RESTING",
        "RESTING,  wake,    false, RESTING",
        "RESTING,  time,    false, RESTING",
        "RESTING,  sent,    -,     RESTING",
        "RESTING,  left,    false, RESTING",
        "RESTING,  take,    false, RESTING",
        "STARTING, begin,   -,     STARTING",
        "STARTING, entered, false, IDLING",
        "STARTING, changed, false, STARTING",
        "STARTING, wake,    false, STARTING",
        "STARTING, time,    false, STARTING",
        "STARTING, sent,    -,     STARTING",
        "STARTING, left,    false, RESTING",
        "STARTING, take,    -,     STARTING",
        "IDLING,   begin,   -,     IDLING",
        "IDLING,   entered, -,     IDLING",
        "IDLING,   changed, true,  SENDING",
        "IDLING,   wake,    true,  SENDING",
        "IDLING,   time,    true,  SENDING",
        "IDLING,   sent,    -,     IDLING",
        "IDLING,   left,    false, RESTING",
        "IDLING,   take,    -,     IDLING",
        "SENDING,  begin,   -,     SENDING",
        "SENDING,  entered, -,     SENDING",
        "SENDING,  changed, false, SENDING",
        "SENDING,  wake,    false, SENDING",
        "SENDING,  time,    false, SENDING",
        "SENDING,  sent,    false, ENDING",
        "SENDING,  take,    -,     SENDING",
        "ENDING,   begin,   -,     ENDING",
        "ENDING,   entered, -,     ENDING",
        "ENDING,   changed, false, ENDING",
        "ENDING,   wake,    false, ENDING",
        "ENDING,   time,    false, ENDING",
        "ENDING,   sent,    -,     ENDING",
        "ENDING,   left,    false, RESTING",
        "ENDING,   take,    -,     ENDING",
    })
    void followsItsTable(IdleGate.State before, String event, String done, IdleGate.State after) {
        IdleGate gate = gateIn(before);

        if (done.equals("-")) {
            assertThatThrownBy(() -> fire(gate, event)).isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(fire(gate, event)).isEqualTo(Boolean.valueOf(done));
        }
        assertThat(gate.state()).isEqualTo(after);
    }

    @Test
    void sendsDoneAtOnceForAReasonThatCameWhileStarting() {
        IdleGate gate = gateIn(STARTING);
        gate.raise(WOKEN);

        assertThat(gate.entered()).isTrue();
        assertThat(gate.state()).isEqualTo(SENDING);
    }

    @Test
    void isNotLeftWhileDoneIsBeingSent() throws InterruptedException {
        IdleGate gate = gateIn(SENDING);
        Thread owner = new Thread(gate::left);

        owner.start();
        await().until(() -> owner.getState() == Thread.State.WAITING);
        assertThat(gate.state()).isEqualTo(SENDING);

        gate.sent();
        owner.join();
        assertThat(gate.state()).isEqualTo(RESTING);
    }

    @Test
    void doesNotStartWhenAReasonIsRemembered() {
        IdleGate gate = new IdleGate();
        gate.raise(WOKEN);

        assertThat(gate.begin()).isZero();
        assertThat(gate.take()).isEqualTo(WOKEN);
        assertThat(gate.begin()).isPositive();
    }

    @Test
    void givesTheMostImportantReasonAndRemembersTheOthers() {
        IdleGate gate = gateIn(IDLING);
        gate.raise(WOKEN);
        gate.sent();
        gate.raise(CHANGED);
        gate.timeUp(1);
        gate.left();

        assertThat(gate.take()).isEqualTo(CHANGED);
        assertThat(gate.begin()).isZero();
        assertThat(gate.take()).isEqualTo(WOKEN);
        assertThat(gate.begin()).isPositive();
    }

    @Test
    void ignoresTheTimeOfAnEarlierRound() {
        IdleGate gate = new IdleGate();
        long first = gate.begin();
        gate.left();
        gate.begin();
        gate.entered();

        assertThat(gate.timeUp(first)).isFalse();
        assertThat(gate.state()).isEqualTo(IDLING);
    }

    @Test
    void takesAnIdleThatTheServerEndedAsTimedOut() {
        IdleGate gate = gateIn(IDLING);
        gate.left();

        assertThat(gate.take()).isEqualTo(TIMED_OUT);
    }

    @Test
    void waitsWithoutIdle() {
        IdleGate gate = new IdleGate();

        assertThat(gate.await(Duration.ofMillis(10))).isEqualTo(TIMED_OUT);
        gate.raise(WOKEN);
        assertThat(gate.await(Duration.ofSeconds(20))).isEqualTo(WOKEN);
        gate.raise(WOKEN);
        assertThat(gate.await(Duration.ZERO)).isEqualTo(WOKEN);
    }

    @Test
    void takesAnInterruptAsWakingAndKeepsIt() {
        Thread.currentThread().interrupt();

        assertThat(new IdleGate().await(Duration.ofSeconds(20))).isEqualTo(WOKEN);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static IdleGate gateIn(IdleGate.State state) {
        IdleGate gate = new IdleGate();
        Consumer<IdleGate> steps = switch (state) {
            case RESTING -> g -> {};
            case STARTING -> IdleGate::begin;
            case IDLING ->
                g -> {
                    g.begin();
                    g.entered();
                };
            case SENDING ->
                g -> {
                    g.begin();
                    g.entered();
                    g.raise(CHANGED);
                };
            case ENDING ->
                g -> {
                    g.begin();
                    g.entered();
                    g.raise(CHANGED);
                    g.sent();
                };
        };
        steps.accept(gate);
        assertThat(gate.state()).isEqualTo(state == RESTING ? RESTING : state);
        return gate;
    }

    private static boolean fire(IdleGate gate, String event) {
        return switch (event) {
            case "begin" -> gate.begin() == 0;
            case "entered" -> gate.entered();
            case "changed" -> gate.raise(CHANGED);
            case "wake" -> gate.raise(WOKEN);
            case "time" -> gate.timeUp(1);
            case "sent" -> {
                gate.sent();
                yield false;
            }
            case "left" -> {
                gate.left();
                yield false;
            }
            default -> gate.take() == null;
        };
    }
}
