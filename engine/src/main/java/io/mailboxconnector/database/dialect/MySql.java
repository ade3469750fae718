package io.mailboxconnector.database.dialect;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** MySQL 8.0.1 or later and MariaDB 10.6 or later, with InnoDB, whose failed statements leave the transaction usable. */
final class MySql extends Dialect {

    private static final int DUPLICATE_KEY = 1062;

    /** Access to a database, table or column denied; a command denied. */
    private static final Set<Integer> FORBIDDEN = Set.of(1044, 1142, 1143, 1227);

    private static final Set<Integer> MISSING = Set.of(1146, 1054);

    MySql() {
        super("MySQL or MariaDB");
    }

    @Override
    public String select(Selection rows) {
        return rows.text() + " LIMIT " + rows.limit();
    }

    /**
     * Within the XA transaction of a container MariaDB's driver says that the connection commits by itself. MariaDB alone reads
     * what stands in {@code /*M! *}{@code /}; MySQL, which cannot be asked without privileges, gives another number each time.
     */
    @Override
    public Optional<String> transactionNumber() {
        return Optional.of("SELECT /*M! IF(@@in_transaction = 1, 0, */ UUID_SHORT() & 281474976710655 /*M! ) */");
    }

    @Override
    public boolean isDuplicate(SQLException failure) {
        return failure.getErrorCode() == DUPLICATE_KEY;
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
        return lowerCaseProduct.contains("mysql") || lowerCaseProduct.contains("mariadb");
    }

    @Override
    String typeOf(Column column) {
        return switch (column.type()) {
            case LONG, INSTANT -> "BIGINT";
            case INTEGER -> "INT";
            case TEXT -> "VARCHAR(" + column.length() + ")";
            case LONG_TEXT -> "LONGTEXT";
            case BYTES -> "LONGBLOB";
        };
    }

    /** Transactions, all of Unicode, and texts compared sign by sign, whatever the server's defaults are. */
    @Override
    String tableOptions() {
        return " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }
}
