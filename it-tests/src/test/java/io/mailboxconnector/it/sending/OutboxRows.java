package io.mailboxconnector.it.sending;

import io.mailboxconnector.testkit.database.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The tables of application and outbox, read from outside while servers live and die. One thread. */
final class OutboxRows implements AutoCloseable {

    private final Connection connection;

    OutboxRows(PostgresServer postgres) throws SQLException {
        connection = postgres.dataSource("postgres").getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table placed (subject varchar(100), message_id varchar(200))");
        }
    }

    /** The Message-IDs of the orders that were committed. */
    Set<String> committed() throws SQLException {
        return texts("select message_id from placed");
    }

    int orders() throws SQLException {
        return committed().size();
    }

    /** The Message-IDs of rows in a state. */
    Set<String> inState(String state) throws SQLException {
        return texts("select message_id from mbx_outbox where state = '" + state + "'");
    }

    /** The node that sent a mail; empty while none has. */
    String senderOf(String messageId) throws SQLException {
        return String.join(
                "", texts("select holder from mbx_outbox where state = 'SENT' and message_id = '" + messageId + "'"));
    }

    /** How many mails a node has sent. */
    int sentBy(String node) throws SQLException {
        return texts("select id from mbx_outbox where state = 'SENT' and holder = '" + node + "'")
                .size();
    }

    /** Whether no mail waits for a node any more. */
    boolean isDrained() throws SQLException {
        return texts("select id from mbx_outbox where state in ('QUEUED', 'SENDING', 'TRANSMITTING')")
                .isEmpty();
    }

    /** Why a mail was not sent the last time it was tried; empty when it was not tried yet. */
    String reasonOf(String messageId) throws SQLException {
        return String.join(
                "", texts("select coalesce(reason, '') from mbx_outbox where message_id = '" + messageId + "'"));
    }

    /** Lets the time come for a mail to be tried. */
    void makeDue(String messageId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update mbx_outbox set due = 0 where message_id = '" + messageId + "'");
        }
    }

    private Set<String> texts(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Set<String> texts = new HashSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
