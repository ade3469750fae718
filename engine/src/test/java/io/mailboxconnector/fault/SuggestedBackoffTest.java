package io.mailboxconnector.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times that servers name. */
class SuggestedBackoffTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Request is throttled. Suggested Backoff Time: 299961 milliseconds | PT4M59.961S
            Request is throttled. Suggested Backoff Time: 5                   | PT0.005S
            suggested backoff time: 30 seconds                                | PT30S
            Suggested Backoff Time: 999999999999 milliseconds                 | PT277777H46M39.999S
            """)
    void readsTheTime(String text, Duration time) {
        assertThat(SuggestedBackoff.in(text)).contains(time);
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(SuggestedBackoff.in("Suggested Backoff Time: soon")).isEmpty();
        assertThat(SuggestedBackoff.in("Request is throttled.")).isEmpty();
        assertThat(SuggestedBackoff.in(null)).isEmpty();
    }
}
