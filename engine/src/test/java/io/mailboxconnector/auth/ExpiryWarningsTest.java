package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.testkit.log.LogLines;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a secret is told once per threshold. */
class ExpiryWarningsTest {

    private final MovableClock clock = new MovableClock();
    private final LogLines log = LogLines.of("io.mailboxconnector.auth");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void warnsThirtyAndSevenDaysAheadAndAtTheEndOnceEach() {
        ExpiryWarnings warnings = new ExpiryWarnings("client app", clock);
        // The clock starts on 22 November at 10:00; the last day ends 40 days and 14 hours later.
        Optional<CredentialExpiry> end =
                Optional.of(CredentialExpiry.onDay("the client secret", LocalDate.of(2027, 1, 1)));
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            int before = log.shown().size();
            warnings.tell(end);
            warnings.tell(end);
            if (log.shown().size() > before) {
                days.add(day);
            }
            clock.advance(Duration.ofDays(1));
        }

        assertThat(days).containsExactly(11, 34, 41);
        assertThat(log.shown())
                .hasSize(3)
                .allMatch(line -> line.contains("MBX11111") && line.contains("the client secret"));
    }

    @Test
    void saysNothingOfWhatHasNoKnownEnd() {
        new ExpiryWarnings("client app", clock).tell(Optional.empty());

        assertThat(log.shown()).isEmpty();
    }
}
