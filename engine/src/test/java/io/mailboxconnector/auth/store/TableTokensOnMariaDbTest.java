package io.mailboxconnector.auth.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.testkit.database.MariaDbServer;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.database.TestDatabases;
import io.mailboxconnector.testkit.database.TestDatabases.Product;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Refresh tokens in a table of MariaDB. */
class TableTokensOnMariaDbTest extends TableTokensContract {

    private static final TestDatabases DATABASES = new TestDatabases();

    private TestDatabase database;

    @BeforeAll
    static void needMariaDb() {
        assumeTrue(Product.MARIADB.isAvailable(), MariaDbServer.INSTALL);
    }

    @BeforeEach
    void create() throws Exception {
        database = DATABASES.create(Product.MARIADB);
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
