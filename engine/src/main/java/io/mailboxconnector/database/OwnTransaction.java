package io.mailboxconnector.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A local transaction on a connection that nobody else uses. Stateless. */
final class OwnTransaction {

    /** What is done in it. */
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private OwnTransaction() {}

    /** Commits when the work returns, rolls back when it throws, and leaves the connection as it was. */
    static <T extends @Nullable Object> T run(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        boolean committed = false;
        try {
            T result = work.run();
            connection.commit();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollBack(connection);
            }
            if (autoCommit && !connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            // The failure that led here is told; the database rolls back what a broken connection leaves behind.
            DatabaseLog.LOG.rollbackFailed(broken);
        }
    }
}
