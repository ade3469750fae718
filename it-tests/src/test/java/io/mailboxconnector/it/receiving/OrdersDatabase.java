package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.server.WildFlyDatabase;
import io.mailboxconnector.it.server.WildFlyServer;
import io.mailboxconnector.it.server.XaDataSource;
import io.mailboxconnector.testkit.database.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** The application's table, in a PostgreSQL that outlives the application server and is read from outside. One thread. */
final class OrdersDatabase implements AutoCloseable {

    static final String LOCAL = "java:jboss/datasources/Orders";
    static final String XA = "java:jboss/datasources/OrdersXA";
    static final String XA_OF_LEDGER = "java:jboss/datasources/LedgerXA";

    private static final String NAME = "postgres";
    private static final int CONNECTIONS = 20;

    private final PostgresServer server;
    private final PGSimpleDataSource source;
    private final Connection connection;

    private OrdersDatabase(PostgresServer server) throws SQLException {
        this.server = server;
        this.source = server.dataSource(NAME);
        this.connection = source.getConnection();
    }

    static OrdersDatabase start() throws IOException, SQLException {
        OrdersDatabase database = new OrdersDatabase(PostgresServer.start());
        try (Statement statement = database.connection.createStatement()) {
            statement.execute("create table received (mailbox varchar(100), subject varchar(100), uid bigint,"
                    + " attempt int, at timestamptz default clock_timestamp())");
        }
        return database;
    }

    /** Gives a running server the driver and the data sources, as an administrator does. */
    void configure(WildFlyServer wildFly) {
        WildFlyDatabase database = WildFlyDatabase.deploy(wildFly, Driver.class);
        database.addLocal(
                LOCAL, "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + NAME, source.getUser(), CONNECTIONS);
        for (String jndiName : List.of(XA, XA_OF_LEDGER)) {
            wildFly.execute(new XaDataSource(
                            jndiName,
                            database.driver(),
                            "org.postgresql.xa.PGXADataSource",
                            source.getUser(),
                            "nobody asks for it",
                            Map.of(
                                    "ServerName",
                                    "127.0.0.1",
                                    "PortNumber",
                                    String.valueOf(server.port()),
                                    "DatabaseName",
                                    NAME))
                    .addition());
        }
    }

    /** How many different mails all mailboxes together have. */
    int mails() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(distinct (mailbox, subject)) from received")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** How many rows a mailbox has. */
    int rows(String mailbox) throws SQLException {
        return number("select count(*) from received where mailbox = ?", mailbox);
    }

    /** How many different mails a mailbox has. */
    int mails(String mailbox) throws SQLException {
        return number("select count(distinct subject) from received where mailbox = ?", mailbox);
    }

    boolean has(String mailbox, String subject) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from received where mailbox = ? and subject = ?")) {
            query.setString(1, mailbox);
            query.setString(2, subject);
            return query.executeQuery().next();
        }
    }

    /** All rows of the mails that are there more than once, for a message about a failure. */
    List<String> duplicates(String mailbox) throws SQLException {
        return lines(
                "select subject || ' uid ' || uid || ' attempt ' || attempt || ' at ' || at from received r"
                        + " where mailbox = ? and 1 < (select count(*) from received o"
                        + " where o.mailbox = r.mailbox and o.subject = r.subject) order by subject, at",
                mailbox);
    }

    List<String> subjects(String mailbox) throws SQLException {
        return lines("select distinct subject from received where mailbox = ?", mailbox);
    }

    private List<String> lines(String sql, String mailbox) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, mailbox);
            List<String> lines = new ArrayList<>();
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }

    private int number(String sql, String mailbox) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, mailbox);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
