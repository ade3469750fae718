package io.mailboxconnector.database.dialect;

import java.sql.SQLException;
import java.util.Set;

/** Microsoft SQL Server 2012 or later and Azure SQL, with XACT_ABORT off, which is the default. */
final class SqlServer extends Dialect {

    private static final Set<Integer> DUPLICATE = Set.of(2627, 2601);

    /** Permission denied in a database, on an object; the schema is missing or may not be used. */
    private static final Set<Integer> FORBIDDEN = Set.of(262, 229, 2760);

    private static final Set<Integer> MISSING = Set.of(208, 207);

    SqlServer() {
        super("Microsoft SQL Server");
    }

    @Override
    public String select(Selection rows) {
        return top(rows, "");
    }

    @Override
    public String selectSkippingLocked(Selection rows) {
        return top(rows, " WITH (UPDLOCK, READPAST, ROWLOCK)");
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return DUPLICATE.contains(failure.getErrorCode());
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
        return lowerCaseProduct.contains("sql server");
    }

    @Override
    String typeOf(Column column) {
        return switch (column.type()) {
            case LONG, INSTANT -> "BIGINT";
            case INTEGER -> "INT";
            case TEXT -> "NVARCHAR(" + column.length() + ") COLLATE Latin1_General_BIN2";
            case LONG_TEXT -> "NVARCHAR(MAX)";
            case BYTES -> "VARBINARY(MAX)";
        };
    }

    private static String top(Selection rows, String hint) {
        return "SELECT TOP (" + rows.limit() + ") " + rows.columns() + " FROM " + rows.from() + hint + " WHERE "
                + rows.where() + " ORDER BY " + rows.orderBy();
    }
}
