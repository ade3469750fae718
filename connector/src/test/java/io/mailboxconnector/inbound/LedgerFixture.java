package io.mailboxconnector.inbound;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.inbound.settings.DurabilitySettings;
import io.mailboxconnector.inbound.settings.NamesInMemory;
import io.mailboxconnector.inbound.settings.UidValidityPolicy;
import io.mailboxconnector.testkit.database.JtaDataSource;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A database with a table of the application, whose rows are the effects of its bean, and the ledger beside it. */
final class LedgerFixture {

    final TestDatabase database;
    final JtaDataSource source;
    final String jndiName = "java:/" + UUID.randomUUID();

    LedgerFixture(TestDatabases databases, Product product, InboundFixture node) throws Exception {
        assumeTrue(product.isAvailable(), product::remedy);
        database = databases.create(product);
        database.execute("CREATE TABLE effect (subject VARCHAR(100), attempt INT)");
        source = new JtaDataSource(database, node.container.transactions());
        NamesInMemory.bind(jndiName, source);
        configure(node);
    }

    /** One more node of the cluster, or the same one after a restart. */
    void configure(InboundFixture node) {
        node.durability = settings("desk", UidValidityPolicy.RESEED);
    }

    DurabilitySettings settings(String consumer, UidValidityPolicy policy) {
        return new DurabilitySettings(Optional.of(jndiName), Duration.ofDays(30), Optional.of(consumer), policy);
    }

    /** A bean that writes a row per mail through its own data source, in its transaction. */
    MailListener bean() {
        return this::write;
    }

    void write(ReceivedMail mail) {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO effect VALUES (?, ?)")) {
            insert.setString(1, mail.subject());
            insert.setInt(2, mail.attempt());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long effects() {
        return number("SELECT COUNT(*) FROM effect");
    }

    /** Waits until a table of the connector, which is made on first use, has so many rows. */
    void awaitRows(String table, long rows) {
        await().atMost(InboundFixture.PATIENCE)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> number("SELECT COUNT(*) FROM " + table) == rows);
    }

    long number(String sql) {
        try {
            return database.number(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
