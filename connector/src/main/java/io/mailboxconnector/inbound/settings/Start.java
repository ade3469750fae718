package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.settings.Format;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** From where on the mails of a folder are delivered that were there before. Immutable. */
public sealed interface Start {

    /** All of them. */
    record All() implements Start {}

    /** None of them: only what arrives after the first activation. */
    record New() implements Start {}

    /**
     * Those that arrived on a day or later.
     *
     * @param day the day, by the server's clock
     */
    record Since(LocalDate day) implements Start {

        private static final DateTimeFormatter IMAP = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ENGLISH);

        /** The search key for it (RFC 9051 §6.4.4). */
        public String key() {
            return "SINCE " + IMAP.format(day);
        }
    }

    /**
     * How it is written in a configuration.
     *
     * @return the format
     */
    static Format<Start> format() {
        return Format.of("all, new, or since:<date> such as since:2026-02-01", Start::parse);
    }

    private static Start parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("all")) {
            return new All();
        }
        if (lower.equals("new")) {
            return new New();
        }
        if (!lower.startsWith("since:")) {
            throw new Format.Unfit("is none of the allowed values", null);
        }
        try {
            return new Since(LocalDate.parse(lower.substring("since:".length()).strip()));
        } catch (DateTimeParseException noDate) {
            throw new Format.Unfit("has no date after the colon", noDate);
        }
    }
}
