package io.mailboxconnector.it.app;

import io.mailboxconnector.api.ReceivedMail;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * What happened: every call of the bean, in memory; and what its transactions committed, in the server's data source.
 *
 * <p>Threads: any.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Journal {

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void createTable() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists committed (subject varchar(200))");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Notes a call, whatever becomes of it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void noteCall(ReceivedMail mail) {
        calls.add("call\t" + mail.attempt() + "\t" + mail.subject());
    }

    /** Notes a mail in the transaction of the caller: it is there only after the commit. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void noteInTransaction(ReceivedMail mail) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into committed values (?)")) {
            insert.setString(1, mail.subject());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All lines: the calls, then what was committed. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<String> lines() {
        List<String> lines = new ArrayList<>(calls);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select subject from committed")) {
            while (rows.next()) {
                lines.add("committed\t" + rows.getString(1));
            }
            return lines;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
