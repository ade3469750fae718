package io.mailboxconnector.mime.report;

import io.mailboxconnector.mime.text.HeaderText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One group of fields of a report (RFC 3464 §2.1). The first of several equal names counts.
 *
 * <p>Immutable.
 */
final class StatusFields {

    private static final Pattern FIELD_END = Pattern.compile("\\r?\\n(?![ \\t])");

    private final Map<String, String> values;

    private StatusFields(Map<String, String> values) {
        this.values = values;
    }

    static StatusFields of(String group) {
        Map<String, String> values = new HashMap<>();
        for (String field : FIELD_END.split(group)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        field.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        HeaderText.unfold(field.substring(colon + 1)));
            }
        }
        return new StatusFields(values);
    }

    /** Empty when missing or blank. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }
}
