package io.mailboxconnector.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many mails may be sent in any span of time.
 *
 * @param mails the number, 1 to {@value #MOST}
 * @param unit the name of the span: {@code s}, {@code min}, {@code h} or {@code day}
 */
public record SendRate(int mails, String unit) {

    /** The longest span that a rate can have. */
    public static final Duration LONGEST_SPAN = Duration.ofDays(1);

    /** The greatest number of mails. */
    public static final int MOST = 10_000;

    private static final Map<String, Duration> SPANS = Map.of(
            "s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1), "day", LONGEST_SPAN);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(s|min|h|day)");

    /** Checks number and unit. */
    public SendRate {
        if (mails < 1 || mails > MOST || !SPANS.containsKey(unit)) {
            throw new IllegalArgumentException("not a rate: " + mails + "/" + unit);
        }
    }

    /**
     * The span of time.
     *
     * @return one second to one day
     */
    public Duration span() {
        return SPANS.getOrDefault(unit, LONGEST_SPAN);
    }

    /**
     * How rates are written in a configuration.
     *
     * @return the format, which gives empty for {@code unlimited}
     */
    static Format<Optional<SendRate>> format() {
        String allowed = "mails per s, min, h or day, such as 30/min, from 1 to " + MOST + "; or unlimited";
        return Format.of(allowed, text -> {
            if (text.equalsIgnoreCase("unlimited")) {
                return Optional.empty();
            }
            Matcher rate = TEXT.matcher(text);
            if (!rate.matches()) {
                throw new Format.Unfit("is no rate", null);
            }
            int mails = Integer.parseInt(rate.group(1));
            if (mails < 1 || mails > MOST) {
                throw new Format.Unfit("is out of range", null);
            }
            return Optional.of(new SendRate(mails, rate.group(2)));
        });
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return mails + "/" + unit;
    }
}
