package io.mailboxconnector.fault.signals;

import java.util.EnumMap;
import java.util.Map;

/** What is known of the administrator's own values when a remedy is told. Immutable. */
public final class KnownValues {

    /** Nothing is known: remedies show what has to be filled in, such as {@code <tenantId>}. */
    public static final KnownValues NONE = new KnownValues(Map.of());

    private final Map<Placeholder, String> values;

    private KnownValues(Map<Placeholder, String> values) {
        this.values = values;
    }

    /**
     * The same with one more value.
     *
     * @param placeholder which
     * @param value the value; an empty text is as good as not known
     * @return the larger set
     */
    public KnownValues with(Placeholder placeholder, String value) {
        if (value.isBlank()) {
            return this;
        }
        Map<Placeholder, String> more = new EnumMap<>(Placeholder.class);
        more.putAll(values);
        more.put(placeholder, value);
        return new KnownValues(more);
    }

    /** Fills a text in. */
    String fill(String template) {
        String text = template;
        for (Placeholder placeholder : Placeholder.values()) {
            text = text.replace(placeholder.mark(), values.getOrDefault(placeholder, placeholder.unknown()));
        }
        return text;
    }
}
