package io.mailboxconnector.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a value of a row.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface RowReader<T> {

    /**
     * Reads the current row; must not move to another one.
     *
     * @param row the result, at a row
     * @return the value
     * @throws SQLException what the driver throws
     */
    T read(ResultSet row) throws SQLException;
}
