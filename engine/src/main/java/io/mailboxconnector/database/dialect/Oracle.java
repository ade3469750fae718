package io.mailboxconnector.database.dialect;

import java.sql.SQLException;
import java.util.Set;

/** Oracle Database 12.1 or later. */
final class Oracle extends Dialect {

    private static final int UNIQUE_CONSTRAINT_VIOLATED = 1;

    /** No privileges on system, tablespace or quota. */
    private static final Set<Integer> FORBIDDEN = Set.of(1031, 1950, 1536, 1045);

    private static final Set<Integer> MISSING = Set.of(942, 904);

    Oracle() {
        super("Oracle");
    }

    @Override
    public int rowsPerInsert() {
        // More rows in one VALUES came with version 23.
        return 1;
    }

    /** No limit beside FOR UPDATE (ORA-02014): the reader stops by itself, and only rows that were read are locked. */
    @Override
    public String selectSkippingLocked(Selection rows) {
        return rows.text() + " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return failure.getErrorCode() == UNIQUE_CONSTRAINT_VIOLATED;
    }

    @Override
    public boolean isForbidden(SQLException failure) {
        return FORBIDDEN.contains(failure.getErrorCode());
    }

    @Override
    public boolean isMissing(SQLException failure) {
        return MISSING.contains(failure.getErrorCode());
    }

    @Override
    boolean speaks(String lowerCaseProduct) {
        return lowerCaseProduct.contains("oracle");
    }

    @Override
    String typeOf(Column column) {
        return switch (column.type()) {
            case LONG, INSTANT -> "NUMBER(19)";
            case INTEGER -> "NUMBER(10)";
            case TEXT -> "VARCHAR2(" + column.length() + " CHAR)";
            case LONG_TEXT -> "CLOB";
            case BYTES -> "BLOB";
        };
    }
}
