package io.mailboxconnector.testkit.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * One empty database of its own. Thread-safe.
 *
 * @param plain connections that commit each statement
 * @param xa connections for a transaction manager
 */
public record TestDatabase(DataSource plain, XADataSource xa) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /**
     * A database in memory, which lives as long as the JVM.
     *
     * @return an empty H2
     */
    public static TestDatabase h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        source.setUser("sa");
        return new TestDatabase(source, source);
    }

    /**
     * A new database in a running PostgreSQL.
     *
     * @param server the server
     * @return an empty database
     * @throws SQLException when it cannot be created
     */
    public static TestDatabase on(PostgresServer server) throws SQLException {
        String name = "test" + COUNT.incrementAndGet();
        execute(server.dataSource("postgres"), "CREATE DATABASE " + name);
        PGXADataSource xa = new PGXADataSource();
        xa.setServerNames(new String[] {"127.0.0.1"});
        xa.setPortNumbers(new int[] {server.port()});
        xa.setDatabaseName(name);
        xa.setUser(PostgresServer.USER);
        return new TestDatabase(server.dataSource(name), xa);
    }

    /**
     * A new database in a running MariaDB.
     *
     * @param server the server
     * @return an empty database
     * @throws SQLException when it cannot be created
     */
    public static TestDatabase on(MariaDbServer server) throws SQLException {
        String name = "test" + COUNT.incrementAndGet();
        execute(server.dataSource("mysql"), "CREATE DATABASE " + name);
        MariaDbDataSource source = server.dataSource(name);
        return new TestDatabase(source, source);
    }

    /**
     * The same database for a user who may connect and nothing else.
     *
     * @param user the name of a new user
     * @return the database as that user sees it
     * @throws SQLException when the user cannot be made
     */
    public TestDatabase withoutRights(String user) throws SQLException {
        if (xa instanceof JdbcDataSource h2) {
            execute("CREATE USER " + user + " PASSWORD ''");
            JdbcDataSource limited = new JdbcDataSource();
            // Settings are for administrators.
            limited.setURL(h2.getURL().substring(0, h2.getURL().indexOf(';')));
            limited.setUser(user);
            return new TestDatabase(limited, limited);
        }
        if (xa instanceof MariaDbDataSource mariaDb) {
            return withoutRights(mariaDb, user);
        }
        PGXADataSource original = (PGXADataSource) xa;
        execute("CREATE ROLE " + user + " LOGIN");
        PGXADataSource limited = new PGXADataSource();
        limited.setServerNames(original.getServerNames());
        limited.setPortNumbers(original.getPortNumbers());
        limited.setDatabaseName(original.getDatabaseName());
        limited.setUser(user);
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setServerNames(original.getServerNames());
        simple.setPortNumbers(original.getPortNumbers());
        simple.setDatabaseName(original.getDatabaseName());
        simple.setUser(user);
        return new TestDatabase(simple, limited);
    }

    /**
     * Runs a statement, for preparations.
     *
     * @param sql the statement
     * @throws SQLException when it fails
     */
    public void execute(String sql) throws SQLException {
        execute(plain, sql);
    }

    /**
     * Asks for a number.
     *
     * @param sql a query with one number as its result
     * @return the number
     * @throws SQLException when it fails
     */
    public long number(String sql) throws SQLException {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new SQLException("no result: " + sql);
            }
            return result.getLong(1);
        }
    }

    private TestDatabase withoutRights(MariaDbDataSource original, String user) throws SQLException {
        execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY ''");
        // Whoever has no right at all in a database cannot even connect to it.
        execute("GRANT SELECT ON * TO '" + user + "'@'%'");
        MariaDbDataSource limited = new MariaDbDataSource(original.getUrl());
        limited.setUser(user);
        return new TestDatabase(limited, limited);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
