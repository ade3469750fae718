package io.mailboxconnector.database;

import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.database.dialect.Selection;
import io.mailboxconnector.database.dialect.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection for the length of one {@link SqlWork}, in the dialect of its database. Belongs to one thread. Never ends the
 * transaction: that is the business of whoever began it.
 */
public final class SqlSession {

    private final Connection connection;
    private final Dialect dialect;

    SqlSession(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * Changes rows.
     *
     * @param sql a statement that every supported database understands
     * @param parameters its parameters
     * @return how many rows were changed
     * @throws SQLException what the driver throws
     */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, parameters);
            return statement.executeUpdate();
        }
    }

    /**
     * Changes rows by the same statement again and again, in one batch.
     *
     * @param sql a statement that every supported database understands
     * @param rows its parameters, once per execution
     * @throws SQLException what the driver throws
     */
    public void updateAll(String sql, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                bind(statement, 1, row.values().toArray());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Reads rows.
     *
     * @param <T> what becomes of a row
     * @param sql a query that every supported database understands
     * @param reader makes a value of a row
     * @param parameters its parameters
     * @return the values, in the order of the rows
     * @throws SQLException what the driver throws
     */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return read(sql, Integer.MAX_VALUE, reader, parameters);
    }

    /**
     * Reads some rows.
     *
     * @param <T> what becomes of a row
     * @param rows which ones
     * @param reader makes a value of a row
     * @param parameters the parameters of the condition
     * @return the values, in the order of the rows
     * @throws SQLException what the driver throws
     */
    public <T> List<T> select(Selection rows, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return read(dialect.select(rows), rows.limit(), reader, parameters);
    }

    /**
     * Takes some rows: they are locked until the end of the transaction; rows that others hold are left out, so that any
     * number of nodes may take from one table side by side.
     *
     * @param <T> what becomes of a row
     * @param rows which ones
     * @param reader makes a value of a row
     * @param parameters the parameters of the condition
     * @return the values, in the order of the rows
     * @throws SQLException what the driver throws
     */
    public <T> List<T> take(Selection rows, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return read(dialect.selectSkippingLocked(rows), rows.limit(), reader, parameters);
    }

    /**
     * Inserts the rows whose keys do not exist. A key that another transaction has inserted and not committed yet is
     * waited for. A key that exists is no failure, and leaves the transaction usable on every database.
     *
     * @param table the table
     * @param rows the rows, without two of the same key. Give them in the order of their keys: two transactions that
     *     insert the same keys in different orders wait for each other for ever
     * @return those that were inserted
     * @throws SQLException what the driver throws
     */
    public List<Row> insertAbsent(Table table, List<Row> rows) throws SQLException {
        List<Row> inserted = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += dialect.rowsPerInsert()) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + dialect.rowsPerInsert()));
            Optional<String> statement = dialect.insertAbsent(table, some.size());
            inserted.addAll(
                    statement.isPresent() ? insertReturning(statement.get(), table, some) : insertTrying(table, some));
        }
        return inserted;
    }

    private List<Row> insertReturning(String sql, Table table, List<Row> rows) throws SQLException {
        Set<List<String>> keys = new HashSet<>(read(
                sql,
                Integer.MAX_VALUE,
                row -> {
                    List<String> key = new ArrayList<>();
                    for (int i = 1; i <= table.key().size(); i++) {
                        key.add(String.valueOf(row.getString(i)));
                    }
                    return List.copyOf(key);
                },
                valuesOf(rows)));
        return rows.stream().filter(row -> keys.contains(row.keyIn(table))).toList();
    }

    /** All at once; when one of them exists, one by one. */
    private List<Row> insertTrying(Table table, List<Row> rows) throws SQLException {
        if (tryInsert(table, rows)) {
            return rows;
        }
        List<Row> inserted = new ArrayList<>();
        if (rows.size() > 1) {
            for (Row row : rows) {
                if (tryInsert(table, List.of(row))) {
                    inserted.add(row);
                }
            }
        }
        return inserted;
    }

    private boolean tryInsert(Table table, List<Row> rows) throws SQLException {
        try {
            update(dialect.insert(table, rows.size()), valuesOf(rows));
            return true;
        } catch (SQLException failure) {
            if (dialect.isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private <T> List<T> read(String sql, int limit, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (limit < Integer.MAX_VALUE) {
                // Oracle locks what is fetched, so no row more than wanted may be.
                statement.setMaxRows(limit);
                statement.setFetchSize(limit);
            }
            bind(statement, 1, parameters);
            List<T> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    values.add(reader.read(result));
                }
            }
            return values;
        }
    }

    private static @Nullable Object[] valuesOf(List<Row> rows) {
        return rows.stream().flatMap(row -> row.values().stream()).toArray();
    }

    private static void bind(PreparedStatement statement, int first, @Nullable Object... values) throws SQLException {
        int index = first;
        for (Object value : values) {
            if (value instanceof byte[] bytes) {
                statement.setBytes(index, bytes);
            } else {
                statement.setObject(index, value);
            }
            index++;
        }
    }
}
