package io.mailboxconnector.database.dialect;

import java.util.Set;

/**
 * One column of a {@link Table}.
 *
 * @param name the name, unquoted; at most 30 letters, digits and underscores, as Oracle had it for long
 * @param type what it holds
 * @param length the greatest number of characters of a {@link ColumnType#TEXT}, otherwise 0
 * @param nullable whether it may be empty
 */
public record Column(String name, ColumnType type, int length, boolean nullable) {

    /** Words that one of the products takes for its own. */
    private static final Set<String> RESERVED = Set.of(
            "access",
            "comment",
            "date",
            "day",
            "file",
            "groups",
            "index",
            "key",
            "keys",
            "level",
            "mode",
            "number",
            "option",
            "order",
            "rank",
            "resource",
            "row",
            "rows",
            "session",
            "share",
            "size",
            "start",
            "uid",
            "user",
            "value",
            "values",
            "year");

    /** Checks name and length. */
    public Column {
        requireName(name);
        if ((type == ColumnType.TEXT) == (length <= 0)) {
            throw new IllegalArgumentException(
                    "the length belongs to TEXT and to nothing else, but " + name + " is " + type + " of " + length);
        }
    }

    /**
     * A column that always has a value.
     *
     * @param name the name
     * @param type any type but {@link ColumnType#TEXT}
     * @return the column
     */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, 0, false);
    }

    /**
     * A column that always has a text.
     *
     * @param name the name
     * @param length the greatest number of characters
     * @return the column
     */
    public static Column text(String name, int length) {
        return new Column(name, ColumnType.TEXT, length, false);
    }

    /**
     * The same column, which may be empty.
     *
     * @return a column
     */
    public Column orNull() {
        return new Column(name, type, length, true);
    }

    static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,29}") || RESERVED.contains(name)) {
            throw new IllegalArgumentException("not a name that every database takes unquoted: " + name);
        }
    }
}
