package io.mailboxconnector.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a connection.
 *
 * @param <T> what comes out
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

    /**
     * Does it. Must not end the transaction and not keep the session.
     *
     * @param session the connection
     * @return the result
     * @throws SQLException what the driver throws; it is classified by the {@link Database}
     */
    T run(SqlSession session) throws SQLException;
}
