package io.mailboxconnector.inbound.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.inbound.board.MailProgress.State;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The transition table of {@link MailProgress}, cell by cell. */
class MailProgressTest {

    private static final Map<State, Consumer<MailProgress>> WAYS_TO = new EnumMap<>(Map.of(
            State.QUEUED,
            progress -> {},
            State.DELIVERING,
            MailProgress::deliver,
            State.WAITING,
            progress -> {
                progress.deliver();
                progress.waitUntil(Instant.EPOCH);
            },
            State.SETTLING,
            progress -> {
                progress.deliver();
                progress.settle();
            },
            State.KEPT,
            progress -> {
                progress.deliver();
                progress.settle();
                progress.keep();
            },
            State.GONE,
            progress -> {
                progress.deliver();
                progress.settle();
                progress.leave();
            }));

    private record Transition(String name, Consumer<MailProgress> action, Set<State> from, State to) {}

    private static final Transition[] TRANSITIONS = {
        new Transition("deliver", MailProgress::deliver, Set.of(State.QUEUED), State.DELIVERING),
        new Transition("requeueAlone", MailProgress::requeueAlone, Set.of(State.DELIVERING), State.QUEUED),
        new Transition("waitUntil", p -> p.waitUntil(Instant.EPOCH), Set.of(State.DELIVERING), State.WAITING),
        new Transition("defer", p -> p.defer(Instant.EPOCH), Set.of(State.QUEUED, State.WAITING), State.WAITING),
        new Transition("requeue", MailProgress::requeue, Set.of(State.WAITING), State.QUEUED),
        new Transition("settle", MailProgress::settle, Set.of(State.DELIVERING), State.SETTLING),
        new Transition("withhold", MailProgress::withhold, Set.of(State.QUEUED, State.WAITING), State.SETTLING),
        new Transition("keep", MailProgress::keep, Set.of(State.SETTLING), State.KEPT),
        new Transition("leave", MailProgress::leave, Set.of(State.SETTLING), State.GONE),
    };

    static Stream<Arguments> cells() {
        return Stream.of(TRANSITIONS)
                .flatMap(transition ->
                        Stream.of(State.values()).map(state -> Arguments.of(transition.name(), state, transition)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("cells")
    void movesOnlyFromItsOwnState(String name, State from, Object cell) {
        Transition transition = (Transition) cell;
        MailProgress progress = new MailProgress();
        WAYS_TO.get(from).accept(progress);
        assertThat(progress.state()).isEqualTo(from);

        if (transition.from().contains(from)) {
            transition.action().accept(progress);
            assertThat(progress.state()).isEqualTo(transition.to());
        } else {
            assertThatThrownBy(() -> transition.action().accept(progress))
                    .as(name)
                    .isInstanceOf(IllegalStateException.class);
            assertThat(progress.state()).isEqualTo(from);
        }
    }
}
