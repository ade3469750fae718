package io.mailboxconnector.inbound.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which expressions flags alone decide, and how. */
class FlagFilterTest {

    @Test
    void admitsWhatTheServerWouldFind() {
        FlagFilter filter = FlagFilter.of("UNSEEN UNDELETED UNKEYWORD $Done").orElseThrow();

        assertThat(filter.admits(Set.of())).isTrue();
        assertThat(filter.admits(Set.of("\\flagged", "other"))).isTrue();
        assertThat(filter.admits(Set.of("\\seen"))).isFalse();
        assertThat(filter.admits(Set.of("\\deleted"))).isFalse();
        assertThat(filter.admits(Set.of("$done"))).isFalse();
    }

    @Test
    void allAdmitsAll() {
        assertThat(FlagFilter.of("ALL").orElseThrow().admits(Set.of("\\seen"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNSEEN FROM \"x\"",
                "OR UNSEEN FLAGGED",
                "NOT SEEN",
                "(UNSEEN)",
                "SINCE 1-Jan-2026",
                "UNKEYWORD",
                "1:*"
            })
    void leavesOthersToTheServer(String expression) {
        assertThat(FlagFilter.of(expression)).isEmpty();
    }
}
