package io.mailboxconnector.testkit.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;

/**
 * A data source as an application server gives it: within a transaction all connections are one, enlisted, and ended by the
 * transaction manager; without one each commits by itself. Thread-safe.
 */
public final class JtaDataSource implements DataSource {

    private final TestDatabase database;
    private final TransactionManager transactions;
    private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();
    private final AtomicBoolean down = new AtomicBoolean();

    /**
     * Creates a data source.
     *
     * @param database where connections go
     * @param transactions whose transactions they take part in
     */
    public JtaDataSource(TestDatabase database, TransactionManager transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Lets the database be away, or come back: as long as it is away, no connection can be had.
     *
     * @param away whether it is
     */
    public void setDown(boolean away) {
        down.set(away);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (down.get()) {
            throw new SQLException("the pool cannot create a connection");
        }
        try {
            Transaction current = transactions.getTransaction();
            if (current == null || current.getStatus() == Status.STATUS_NO_TRANSACTION) {
                return database.plain().getConnection();
            }
            Connection known = enlisted.get(current);
            return unclosable(known == null ? enlist(current) : known);
        } catch (jakarta.transaction.SystemException | jakarta.transaction.RollbackException e) {
            throw new SQLException("cannot enlist", e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Connection enlist(Transaction current)
            throws SQLException, jakarta.transaction.SystemException, jakarta.transaction.RollbackException {
        XAConnection physical = database.xa().getXAConnection();
        Connection connection = physical.getConnection();
        if (!current.enlistResource(physical.getXAResource())) {
            throw new SQLException("the transaction takes no further database");
        }
        enlisted.put(current, connection);
        current.registerSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // The connection is used until the end.
            }

            @Override
            public void afterCompletion(int status) {
                enlisted.remove(current);
                try {
                    physical.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        return connection;
    }

    /** Closing gives a connection back to the transaction. */
    private static Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                JtaDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
