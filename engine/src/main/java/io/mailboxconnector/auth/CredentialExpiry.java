package io.mailboxconnector.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The end of something that an administrator has to renew. Immutable.
 *
 * @param what what ends, in words, such as {@code the client secret}
 * @param end when it ends
 */
public record CredentialExpiry(String what, Instant end) {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration URGENT = Duration.ofDays(7);

    /** How close the end is. */
    public enum Level {
        /** More than 30 days ahead. */
        FAR,
        /** At most 30 days ahead. */
        SOON,
        /** At most 7 days ahead. */
        URGENT,
        /** Over. */
        OVER
    }

    /**
     * The end of something of which only the last day is known.
     *
     * @param what what ends
     * @param lastDay the last day, taken in UTC
     * @return the expiry
     */
    public static CredentialExpiry onDay(String what, LocalDate lastDay) {
        return new CredentialExpiry(
                what, lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * How close the end is.
     *
     * @param now the time now
     * @return the level
     */
    public Level level(Instant now) {
        if (!now.isBefore(end)) {
            return Level.OVER;
        }
        Duration left = Duration.between(now, end);
        if (left.compareTo(URGENT) <= 0) {
            return Level.URGENT;
        }
        return left.compareTo(SOON) <= 0 ? Level.SOON : Level.FAR;
    }
}
