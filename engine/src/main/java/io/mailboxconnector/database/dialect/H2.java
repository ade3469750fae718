package io.mailboxconnector.database.dialect;

import java.sql.SQLException;

/**
 * H2 2.2 or later. It locks all rows that it has to sort, not only those within the limit: of two who take rows at the same
 * time the second one gets none until the first is done.
 */
final class H2 extends Dialect {

    H2() {
        super("H2");
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    @Override
    public boolean isForbidden(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals("90096") || state.equals("90040");
    }

    @Override
    public boolean isMissing(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("42S02")
                || state.startsWith("42S03")
                || state.startsWith("42S04")
                || state.equals("42S22");
    }

    @Override
    boolean speaks(String lowerCaseProduct) {
        return lowerCaseProduct.equals("h2");
    }

    @Override
    String typeOf(Column column) {
        return switch (column.type()) {
            case LONG, INSTANT -> "BIGINT";
            case INTEGER -> "INTEGER";
            case TEXT -> "VARCHAR(" + column.length() + ")";
            case LONG_TEXT -> "CHARACTER LARGE OBJECT";
            case BYTES -> "BINARY LARGE OBJECT";
        };
    }
}
