package io.mailboxconnector.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The time for which a server wants to be left alone, as Exchange Online names it in its replies. Stateless. */
public final class SuggestedBackoff {

    private static final Pattern BACKOFF =
            Pattern.compile("suggested backoff time: ?(\\d{1,12}) ?(milliseconds|ms|seconds|s)?\\b");

    private SuggestedBackoff() {}

    /**
     * Looks for the time.
     *
     * @param text what a server said; null counts as empty
     * @return the time; empty when it names none
     */
    public static Optional<Duration> in(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher backoff = BACKOFF.matcher(text.toLowerCase(Locale.ROOT));
        if (!backoff.find()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(backoff.group(1));
        boolean seconds = backoff.group(2) != null && backoff.group(2).startsWith("s");
        return Optional.of(seconds ? Duration.ofSeconds(amount) : Duration.ofMillis(amount));
    }
}
