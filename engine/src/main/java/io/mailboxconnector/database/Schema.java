package io.mailboxconnector.database;

import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.database.dialect.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates missing tables. Any number of nodes may do so at the same time: whoever comes too late finds the table, and that
 * is what it wanted. Stateless.
 */
final class Schema {

    private Schema() {}

    /**
     * Creates those that are missing, each statement in a transaction of its own.
     *
     * @param connection outside of any transaction
     * @throws SQLException when a table is neither there nor can be created, or has another shape
     */
    static void create(Connection connection, Dialect dialect, List<Table> tables) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        try {
            for (Table table : tables) {
                if (missing(connection, dialect, table, table.columnList()) != null) {
                    create(connection, dialect, table);
                }
            }
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    private static void create(Connection connection, Dialect dialect, Table table) throws SQLException {
        List<String> statements = dialect.create(table);
        try {
            execute(connection, statements.get(0));
        } catch (SQLException refused) {
            SQLException shape = missing(connection, dialect, table, table.columnList());
            if (shape == null) {
                // Another node was faster.
                return;
            }
            boolean isThere = missing(connection, dialect, table, "1") == null;
            throw isThere ? shape : refused;
        }
        for (String index : statements.subList(1, statements.size())) {
            execute(connection, index);
        }
    }

    /** What the database says when the table, or one of the columns, is not there; null when all are. */
    private static @Nullable SQLException missing(Connection connection, Dialect dialect, Table table, String columns)
            throws SQLException {
        try {
            execute(connection, "SELECT " + columns + " FROM " + table.name() + " WHERE 1 = 0");
            return null;
        } catch (SQLException failure) {
            if (dialect.isMissing(failure)) {
                return failure;
            }
            throw failure;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
