package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a secret is told once per threshold. */
class ExpiryWarningsTest {

    private static final Logger LOG = Logger.getLogger("io.mailboxconnector.auth");

    private final MovableClock clock = new MovableClock();
    private final List<String> lines = new ArrayList<>();
    private final Handler recorder = new Recorder();

    @BeforeEach
    void listen() {
        LOG.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(recorder);
    }

    @Test
    void warnsThirtyAndSevenDaysAheadAndAtTheEndOnceEach() {
        ExpiryWarnings warnings = new ExpiryWarnings("client app", clock);
        // The clock starts on 22 November at 10:00; the last day ends 40 days and 14 hours later.
        Optional<CredentialExpiry> end =
                Optional.of(CredentialExpiry.onDay("the client secret", LocalDate.of(2027, 1, 1)));
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            int before = lines.size();
            warnings.tell(end);
            warnings.tell(end);
            if (lines.size() > before) {
                days.add(day);
            }
            clock.advance(Duration.ofDays(1));
        }

        assertThat(days).containsExactly(11, 34, 41);
        assertThat(lines).hasSize(3).allMatch(line -> line.contains("MBX11111") && line.contains("the client secret"));
    }

    @Test
    void saysNothingOfWhatHasNoKnownEnd() {
        new ExpiryWarnings("client app", clock).tell(Optional.empty());

        assertThat(lines).isEmpty();
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord line) {
            lines.add(String.valueOf(line.getMessage()));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
