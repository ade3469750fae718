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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static final int LONGEST_HOLD_SECONDS = 120;

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stillborn = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

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

    /** Lets the next beans fail while they are made. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void failBirths(int count) {
        stillborn.set(count);
    }

    /** Throws when this bean is to fail while it is made. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void noteBirth() {
        if (stillborn.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            throw new IllegalStateException("as the test demands");
        }
    }

    /** Lets all beans return that wait. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void release() {
        released.countDown();
    }

    /** Waits for the release. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void awaitRelease() {
        try {
            if (!released.await(LONGEST_HOLD_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the bean");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server interrupted the bean", interrupted);
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
