package io.mailboxconnector.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.database.dialect.Column;
import io.mailboxconnector.database.dialect.ColumnType;
import io.mailboxconnector.database.dialect.Selection;
import io.mailboxconnector.database.dialect.Table;
import io.mailboxconnector.testkit.container.Narayana;
import io.mailboxconnector.testkit.database.JtaDataSource;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables in real databases, within real transactions. */
class DatabaseTest {

    private static final Table TABLE = Table.of(
                    "mbx_sample",
                    List.of(
                            Column.text("scope", 64),
                            Column.of("mail_uid", ColumnType.LONG),
                            Column.of("note", ColumnType.LONG_TEXT).orNull(),
                            Column.of("body", ColumnType.BYTES).orNull()),
                    List.of("scope", "mail_uid"))
            .indexed("mbx_sample_uid", "mail_uid");

    private static final Selection FIRST_TWO = new Selection("mail_uid", "mbx_sample", "scope = ?", "mail_uid", 2);

    private static final TestDatabases DATABASES = new TestDatabases();

    private final TransactionManager transactions = Narayana.transactionManager();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() throws Exception {
        threads.shutdownNow();
        if (inTransaction()) {
            transactions.rollback();
        }
    }

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @ParameterizedTest
    @EnumSource
    void createsMissingTablesAndFindsThemTheNextTime(Product product) throws Exception {
        TestDatabase there = create(product);

        database(there).prepare();
        database(there).alone(session -> session.insertAbsent(TABLE, List.of(row(1))));
        database(there).prepare();

        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void manyNodesMayCreateTheTablesAtTheSameTime(Product product) throws Exception {
        TestDatabase there = create(product);
        int nodes = 12;
        CountDownLatch ready = new CountDownLatch(nodes);

        List<Future<Void>> prepared = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            prepared.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                database(there).prepare();
                return null;
            }));
        }

        for (Future<Void> one : prepared) {
            one.get(30, TimeUnit.SECONDS);
        }
        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void insertsWhatIsAbsentAndSaysWhatThatWas(Product product) throws Exception {
        Database database = database(create(product));

        List<Row> first = database.alone(session -> session.insertAbsent(TABLE, List.of(row(1), row(3))));
        List<Row> second =
                database.alone(session -> session.insertAbsent(TABLE, List.of(row(1), row(2), row(3), row(4))));

        assertThat(uids(first)).containsExactly(1L, 3L);
        assertThat(uids(second)).containsExactly(2L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void insertsAnyNumberOfRows(Product product) throws Exception {
        TestDatabase there = create(product);
        List<Row> rows =
                IntStream.rangeClosed(1, 250).mapToObj(DatabaseTest::row).toList();

        List<Row> inserted = database(there).alone(session -> session.insertAbsent(TABLE, rows));

        assertThat(inserted).hasSize(250);
        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isEqualTo(250);
    }

    @ParameterizedTest
    @EnumSource
    void anExistingKeyDoesNotPoisonTheTransactionOfTheCaller(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = jtaDatabase(there);
        database.alone(session -> session.insertAbsent(TABLE, List.of(row(1))));

        transactions.begin();
        List<Row> inserted = database.join(session -> session.insertAbsent(TABLE, List.of(row(1))));
        database.join(session -> session.update("UPDATE mbx_sample SET note = ? WHERE mail_uid = ?", "after", 1L));
        transactions.commit();

        assertThat(inserted).isEmpty();
        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample WHERE note IS NOT NULL"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfAnOpenTransactionIsWaitedFor(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = jtaDatabase(there);
        database.prepare();

        transactions.begin();
        database.join(session -> session.insertAbsent(TABLE, List.of(row(1))));
        CountDownLatch started = new CountDownLatch(1);
        Future<List<Row>> other = threads.submit(() -> {
            started.countDown();
            return database(there).alone(session -> session.insertAbsent(TABLE, List.of(row(1))));
        });
        started.await();
        boolean early = isDoneWithin(other, 300);
        transactions.commit();

        assertThat(early).isFalse();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatWasRolledBackIsAbsentAgain(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = jtaDatabase(there);
        database.prepare();

        transactions.begin();
        database.join(session -> session.insertAbsent(TABLE, List.of(row(1))));
        transactions.rollback();
        List<Row> again = database.alone(session -> session.insertAbsent(TABLE, List.of(row(1))));

        assertThat(uids(again)).containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreCreatedOutsideOfTheTransactionThatNeedsThemFirst(Product product) throws Exception {
        TestDatabase there = create(product);

        transactions.begin();
        jtaDatabase(there).join(session -> session.insertAbsent(TABLE, List.of(row(1))));
        transactions.rollback();

        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void workAloneStaysWhenTheTransactionOfTheCallerRollsBack(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = jtaDatabase(there);

        transactions.begin();
        database.join(session -> session.insertAbsent(TABLE, List.of(row(1))));
        database.alone(session -> session.insertAbsent(TABLE, List.of(row(2))));
        int statusAfter = transactions.getStatus();
        transactions.rollback();

        assertThat(statusAfter).isEqualTo(Status.STATUS_ACTIVE);
        assertThat(there.number("SELECT mail_uid FROM mbx_sample")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void workAloneIsRolledBackWhenItThrows(Product product) throws Exception {
        TestDatabase there = create(product);

        assertThatThrownBy(() -> database(there).alone(session -> {
                    session.insertAbsent(TABLE, List.of(row(1)));
                    throw new IllegalStateException("half way");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void takersSideBySideNeverGetTheSameRows(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = database(there);
        database.alone(session -> session.insertAbsent(TABLE, List.of(row(1), row(2), row(3), row(4))));

        List<Long> outer = new ArrayList<>();
        List<Long> inner = new ArrayList<>();
        database.alone(session -> {
            outer.addAll(session.take(FIRST_TWO, row -> row.getLong(1), "s"));
            inner.addAll(call(() ->
                    database(there).alone(second -> second.take(FIRST_TWO, row -> row.getLong(1), "s"))));
            return true;
        });

        assertThat(outer).containsExactly(1L, 2L);
        // H2 locks whatever it has to sort.
        assertThat(inner).isEqualTo(product == Product.H2 ? List.of() : List.of(3L, 4L));
    }

    @ParameterizedTest
    @EnumSource
    void bytesAndLongTextsComeBackAsTheyWere(Product product) throws Exception {
        Database database = database(create(product));
        byte[] body = new byte[300_000];
        body[299_999] = 7;
        String note = "ü€😀".repeat(20_000);

        database.alone(session -> session.insertAbsent(TABLE, List.of(Row.of("s", 1L, note, body))));

        List<String> notes =
                database.alone(session -> session.query("SELECT note FROM mbx_sample", row -> row.getString(1)));
        List<byte[]> bodies =
                database.alone(session -> session.query("SELECT body FROM mbx_sample", row -> row.getBytes(1)));

        assertThat(notes).containsExactly(note);
        assertThat(bodies.get(0)).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheRightToCreateTablesTheScriptIsInTheMessage(Product product) throws Exception {
        TestDatabase there = create(product);
        TestDatabase limited = there.withoutRights("reader");

        assertThatThrownBy(() -> database(limited).prepare())
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("MBX16004")
                .hasMessageContaining("CREATE TABLE mbx_sample (")
                .hasMessageContaining("CREATE INDEX mbx_sample_uid");
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfAnotherShapeIsNamed(Product product) throws Exception {
        TestDatabase there = create(product);
        there.execute("CREATE TABLE mbx_sample (scope VARCHAR(64) PRIMARY KEY)");

        assertThatThrownBy(() -> database(there).prepare())
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("MBX16007")
                .hasMessageContaining("CREATE TABLE mbx_sample (");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatIsAwayIsTriedAgain(Product product) throws Exception {
        TestDatabase there = create(product);
        JtaDataSource source = new JtaDataSource(there, transactions);
        source.setDown(true);
        Database database = Database.of(source, "java:/test", List.of(TABLE), this::inTransaction);

        assertThatThrownBy(database::prepare)
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageContaining("MBX16003");

        source.setDown(false);
        List<Row> inserted = database.alone(session -> session.insertAbsent(TABLE, List.of(row(1))));
        assertThat(inserted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDataSourceThatCommitsByItselfIsRefusedInATransaction(Product product) throws Exception {
        TestDatabase there = create(product);
        Database database = database(there);

        transactions.begin();
        try {
            assertThatThrownBy(() -> database.join(session -> session.insertAbsent(TABLE, List.of(row(1)))))
                    .isInstanceOf(ConfigurationInvalid.class)
                    .hasMessageContaining("MBX16006");
        } finally {
            transactions.rollback();
        }
        assertThat(there.number("SELECT COUNT(*) FROM mbx_sample")).isZero();
    }

    private static TestDatabase create(Product product) throws Exception {
        assumeTrue(product.isAvailable(), product::remedy);
        return DATABASES.create(product);
    }

    private Database database(TestDatabase there) {
        return Database.of(there.plain(), "java:/test", List.of(TABLE), this::inTransaction);
    }

    private Database jtaDatabase(TestDatabase there) {
        return Database.of(new JtaDataSource(there, transactions), "java:/test", List.of(TABLE), this::inTransaction);
    }

    private boolean inTransaction() {
        try {
            return transactions.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (jakarta.transaction.SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T call(Callable<T> action) {
        try {
            return threads.submit(action).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDoneWithin(Future<?> future, long millis) throws Exception {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException stillWaiting) {
            return false;
        }
    }

    private static Row row(long uid) {
        return Row.of("s", uid, null, null);
    }

    private static List<Object> uids(List<Row> rows) {
        return rows.stream().map(row -> row.values().get(1)).toList();
    }
}
