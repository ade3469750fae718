package io.mailboxconnector.database;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.database.dialect.Table;
import io.mailboxconnector.fault.ServerText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one room of the connector in the database of one data source.
 *
 * <p>Nothing is asked of JNDI or the database before the first use, so the data source may be deployed later. On first use
 * the dialect is found and missing tables are created, always outside of the caller's transaction.
 *
 * <p>Thread-safe. Failures are those of the API: {@code ConfigurationInvalid} when the data source or the rights are wrong,
 * {@code MailboxUnavailable} when the database is away or a lock could not be had, {@code MailboxRefused} otherwise. After
 * any of them a transaction that was joined can only be rolled back.
 */
public final class Database {

    private final String name;
    private final Supplier<DataSource> lookup;
    private final List<Table> tables;
    private final BooleanSupplier inTransaction;

    /** Set once the dialect is known and the tables exist. */
    private volatile @Nullable Ready ready;

    private record Ready(DataSource source, Dialect dialect) {}

    private Database(String name, Supplier<DataSource> lookup, List<Table> tables, BooleanSupplier inTransaction) {
        this.name = name;
        this.lookup = lookup;
        this.tables = List.copyOf(tables);
        this.inTransaction = inTransaction;
    }

    /**
     * The tables in the database of a data source that is found by its name.
     *
     * @param property the property that names the data source, for messages
     * @param jndiName a global JNDI name
     * @param tables what shall exist there
     * @param inTransaction whether the calling thread has a transaction of the container
     * @return a database that was not asked anything yet
     */
    public static Database named(String property, String jndiName, List<Table> tables, BooleanSupplier inTransaction) {
        return new Database(jndiName, () -> DataSources.lookUp(property, jndiName), tables, inTransaction);
    }

    /**
     * The tables in the database of a given data source.
     *
     * @param source the data source
     * @param name how it is called in messages
     * @param tables what shall exist there
     * @param inTransaction whether the calling thread has a transaction of the container
     * @return a database that was not asked anything yet
     */
    public static Database of(DataSource source, String name, List<Table> tables, BooleanSupplier inTransaction) {
        return new Database(name, () -> source, tables, inTransaction);
    }

    /**
     * Finds the data source, and creates the tables that are missing. Useful before the first delivery or the first send,
     * so that a fault shows early; otherwise the first use does it. Once done, it costs nothing.
     *
     * @throws MailboxException when the database cannot be used
     */
    public void prepare() {
        readied();
    }

    /**
     * Works within the transaction of the calling thread: it commits and rolls back with everything else that is done
     * there (Jakarta Transactions 2.0 §3.4). The connection is the container's and is never committed here.
     *
     * @param <T> what comes out
     * @param work what to do
     * @return its result
     * @throws IllegalStateException when the thread has no transaction
     * @throws MailboxException when the database cannot be used, or its data source takes no part in transactions
     */
    public <T extends @Nullable Object> T join(SqlWork<T> work) {
        if (!inTransaction.getAsBoolean()) {
            throw new IllegalStateException("there is no transaction to join");
        }
        Ready current = readied();
        try (Connection connection = connect(current.source())) {
            SqlSession session = new SqlSession(connection, current.dialect());
            if (connection.getAutoCommit() && !isTransactionOpen(session, current.dialect())) {
                throw DatabaseMessages.MESSAGES.notTransactional(name);
            }
            return work.run(session);
        } catch (SQLException failure) {
            throw SqlFaults.statement(name, current.dialect(), tables, failure);
        }
    }

    /**
     * Works in a transaction of its own, which is committed when the work returns and rolled back when it throws, whatever
     * becomes of the caller's.
     *
     * @param <T> what comes out
     * @param work what to do
     * @return its result
     * @throws MailboxException when the database cannot be used
     */
    public <T extends @Nullable Object> T alone(SqlWork<T> work) {
        Ready current = readied();
        return apart(() -> {
            try (Connection connection = connect(current.source())) {
                return OwnTransaction.run(connection, () -> work.run(new SqlSession(connection, current.dialect())));
            } catch (SQLException failure) {
                throw SqlFaults.statement(name, current.dialect(), tables, failure);
            }
        });
    }

    private static boolean isTransactionOpen(SqlSession session, Dialect dialect) throws SQLException {
        Optional<String> number = dialect.transactionNumber();
        if (number.isEmpty()) {
            return false;
        }
        List<Long> first = session.query(number.get(), row -> row.getLong(1));
        return first.equals(session.query(number.get(), row -> row.getLong(1)));
    }

    private Ready readied() {
        Ready known = ready;
        if (known == null) {
            known = apart(this::makeReady);
            ready = known;
        }
        return known;
    }

    private Ready makeReady() {
        DataSource source = lookup.get();
        try (Connection connection = connect(source)) {
            Dialect dialect = dialectOf(connection);
            try {
                Schema.create(connection, dialect, tables);
            } catch (SQLException failure) {
                throw SqlFaults.statement(name, dialect, tables, failure);
            }
            return new Ready(source, dialect);
        } catch (SQLException failure) {
            throw SqlFaults.noConnection(name, failure);
        }
    }

    private Dialect dialectOf(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Dialect.of(product).orElseThrow(() -> {
            String supported = Dialect.all().stream().map(Dialect::product).collect(Collectors.joining(", "));
            return DatabaseMessages.MESSAGES.unknownProduct(name, ServerText.clean(product), supported);
        });
    }

    private Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException failure) {
            throw SqlFaults.noConnection(name, failure);
        }
    }

    private <T extends @Nullable Object> T apart(Supplier<T> action) {
        return inTransaction.getAsBoolean() ? OwnThread.run(name, action) : action.get();
    }
}
