package io.mailboxconnector.auth.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.testkit.database.PostgresServer;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Refresh tokens in a table of PostgreSQL. */
class TableTokensOnPostgresTest extends TableTokensContract {

    private static final TestDatabases DATABASES = new TestDatabases();

    private TestDatabase database;

    @BeforeAll
    static void needPostgres() {
        assumeTrue(Product.POSTGRESQL.isAvailable(), PostgresServer.INSTALL);
    }

    @BeforeEach
    void create() throws Exception {
        database = DATABASES.create(Product.POSTGRESQL);
    }

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @Override
    TestDatabase database() {
        return database;
    }
}
