package io.mailboxconnector.database;

import io.mailboxconnector.database.dialect.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row to be inserted, in the order of the table's columns.
 *
 * @param values one per column: {@code Long}, {@code Integer}, {@code String}, {@code byte[]} or null
 */
public record Row(List<@Nullable Object> values) {

    /** Copies the values; they may be null. */
    public Row {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * A row.
     *
     * @param values one per column
     * @return the row
     */
    public static Row of(@Nullable Object... values) {
        return new Row(Arrays.asList(values));
    }

    /** The values of the primary key, as texts, to be compared with what a database gives back. */
    List<String> keyIn(Table table) {
        return table.key().stream()
                .map(column -> String.valueOf(values.get(table.indexOf(column))))
                .toList();
    }
}
