package io.mailboxconnector.mime.report;

import io.mailboxconnector.mime.text.HeaderText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One group of fields of a report (RFC 3464 §2.1), and how their values are written: not more than 1 MiB is read.
 *
 * <p>Immutable.
 */
final class StatusFields {

    private static final Pattern FIELD_END = Pattern.compile("\\r?\\n(?![ \\t])");

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_VALUES = 1000;
    private static final Pattern TYPE = Pattern.compile("^[A-Za-z0-9-]{1,40}\\s*+;\\s*+");

    private final Map<String, List<String>> values;

    private StatusFields(Map<String, List<String>> values) {
        this.values = values;
    }

    static StatusFields of(String group) {
        Map<String, List<String>> values = new HashMap<>();
        for (String field : FIELD_END.split(group)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                values.computeIfAbsent(
                                field.substring(0, colon).strip().toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                        .add(HeaderText.unfold(field.substring(colon + 1)));
            }
        }
        return new StatusFields(values);
    }

    /** The fields of a report that has one group only. */
    static StatusFields read(InputStream fields) throws IOException {
        return of(text(fields).strip());
    }

    static String text(InputStream fields) throws IOException {
        return new String(fields.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }

    /** The first of several; empty when missing or blank. */
    Optional<String> value(String name) {
        return all(name).stream().findFirst();
    }

    /** Without the blank ones. */
    List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(value -> !value.isBlank())
                .limit(MOST_VALUES)
                .toList();
    }

    /** An address without its type and its brackets. */
    static String address(String value) {
        return withoutType(value).replaceAll("^<|>$", "").strip();
    }

    /** What stands behind a type such as {@code rfc822;}, in plain words. */
    static String withoutType(String value) {
        return HeaderText.decode(TYPE.matcher(value).replaceFirst(""));
    }
}
