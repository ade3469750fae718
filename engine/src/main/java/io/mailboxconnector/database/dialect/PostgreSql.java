package io.mailboxconnector.database.dialect;

import java.sql.SQLException;
import java.util.Optional;

/**
 * PostgreSQL 9.5 or later. Any failed statement ends its transaction here, so a row that exists must not be a failure:
 * {@code ON CONFLICT DO NOTHING} waits for the transaction that inserts the same key, and says nothing.
 */
final class PostgreSql extends Dialect {

    PostgreSql() {
        super("PostgreSQL");
    }

    @Override
    public Optional<String> insertAbsent(Table table, int rows) {
        return Optional.of(insert(table, rows) + " ON CONFLICT DO NOTHING RETURNING " + String.join(", ", table.key()));
    }

    /** Since version 42.7.13 the driver says that it commits by itself while a transaction manager has it in hand. */
    @Override
    public Optional<String> transactionNumber() {
        return Optional.of("SELECT txid_current()");
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    @Override
    public boolean isForbidden(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }

    @Override
    public boolean isMissing(SQLException failure) {
        String state = failure.getSQLState();
        return "42P01".equals(state) || "42703".equals(state);
    }

    @Override
    boolean speaks(String lowerCaseProduct) {
        return lowerCaseProduct.contains("postgresql");
    }

    @Override
    String typeOf(Column column) {
        return switch (column.type()) {
            case LONG, INSTANT -> "BIGINT";
            case INTEGER -> "INTEGER";
            case TEXT -> "VARCHAR(" + column.length() + ")";
            case LONG_TEXT -> "TEXT";
            case BYTES -> "BYTEA";
        };
    }
}
