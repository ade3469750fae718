package io.mailboxconnector.outbound.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of a row, cell by cell: each step from each state, as the database executes it. */
class OutboxStepTest {

    private static final String HOLDER = "node";

    /** What the table of the states says; a step that is missing in a row leaves the state as it is. */
    private static final Map<OutboxState, Map<OutboxStep, OutboxState>> TABLE = Map.of(
            OutboxState.QUEUED, Map.of(OutboxStep.CLAIM, OutboxState.SENDING),
            OutboxState.SENDING,
                    Map.of(
                            OutboxStep.RELEASE, OutboxState.QUEUED,
                            OutboxStep.TRANSMIT, OutboxState.TRANSMITTING,
                            OutboxStep.POSTPONE, OutboxState.QUEUED,
                            OutboxStep.REJECT, OutboxState.REJECTED),
            OutboxState.TRANSMITTING,
                    Map.of(
                            OutboxStep.ACCEPT, OutboxState.SENT,
                            OutboxStep.POSTPONE, OutboxState.QUEUED,
                            OutboxStep.REJECT, OutboxState.REJECTED,
                            OutboxStep.LOSE, OutboxState.UNKNOWN),
            OutboxState.SENT, Map.of(),
            OutboxState.REJECTED, Map.of(OutboxStep.REDRIVE, OutboxState.QUEUED),
            OutboxState.UNKNOWN, Map.of(OutboxStep.ACCEPT, OutboxState.SENT, OutboxStep.REDRIVE, OutboxState.QUEUED));

    private final OutboxFixture fixture = new OutboxFixture(TestDatabase.h2());

    @AfterEach
    void end() {
        fixture.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(OutboxState.values())
                .flatMap(state -> Stream.of(OutboxStep.values()).map(step -> Arguments.of(state, step)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aStepLeadsWhereTheTableSaysAndNowhereElse(OutboxState from, OutboxStep step) throws Exception {
        fixture.send();
        String id = fixture.store
                .claim(HOLDER, fixture.now.get(), fixture.now.get())
                .orElseThrow()
                .id();
        fixture.there.execute("UPDATE mbx_outbox SET state = '" + from + "'");
        OutboxState expected = TABLE.get(from).getOrDefault(step, from);

        boolean stepped = take(step, id);

        assertThat(fixture.counts()).isEqualTo(Map.of(expected, 1L));
        assertThat(stepped).isEqualTo(expected != from);
    }

    private boolean take(OutboxStep step, String id) {
        Instant now = fixture.now.get();
        Instant later = now.plusSeconds(1);
        return switch (step) {
            case CLAIM -> fixture.store.claim("other", now, later).isPresent();
            case RELEASE -> fixture.store.release(later) > 0;
            case TRANSMIT -> fixture.store.transmit(id, HOLDER, later);
            case ACCEPT, REJECT -> fixture.store.end(step, id, HOLDER, now, null);
            case LOSE -> !fixture.store.lose(later, "lost").isEmpty();
            case POSTPONE -> fixture.store.postpone(id, HOLDER, later, "later");
            case REDRIVE -> fixture.store.redrive(id, now);
        };
    }
}
