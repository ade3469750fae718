package io.mailboxconnector.database.dialect;

/**
 * A query for some rows of one table.
 *
 * @param columns what is read, as it stands after SELECT
 * @param from the name of the table
 * @param where the condition, with {@code ?} for parameters
 * @param orderBy the order, never empty: without it a limit would take any rows
 * @param limit how many rows at most, at least 1
 */
public record Selection(String columns, String from, String where, String orderBy, int limit) {

    /** Checks the limit. */
    public Selection {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
    }

    String text() {
        return "SELECT " + columns + " FROM " + from + " WHERE " + where + " ORDER BY " + orderBy;
    }
}
