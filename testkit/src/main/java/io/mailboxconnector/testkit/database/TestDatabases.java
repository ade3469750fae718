package io.mailboxconnector.testkit.database;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes empty databases of each product for the tests of one class; starts PostgreSQL when it is first asked for. */
public final class TestDatabases implements AutoCloseable {

    /** The products that tests run on. */
    public enum Product {
        /** In memory. */
        H2,
        /** A server of its own. */
        POSTGRESQL;

        /**
         * Whether tests can run on it here.
         *
         * @return false where they should be skipped, with {@link PostgresServer#INSTALL} as the reason
         */
        public boolean isAvailable() {
            return this == H2 || PostgresServer.isInstalled();
        }
    }

    private @Nullable PostgresServer server;

    /**
     * Makes an empty database.
     *
     * @param product where
     * @return the database
     * @throws IOException when PostgreSQL does not start
     * @throws SQLException when it makes no database
     */
    public synchronized TestDatabase create(Product product) throws IOException, SQLException {
        return product == Product.H2 ? TestDatabase.h2() : TestDatabase.on(postgres());
    }

    /**
     * The server that the databases of PostgreSQL are in.
     *
     * @return started
     * @throws IOException when it does not start
     */
    public synchronized PostgresServer postgres() throws IOException {
        if (server == null) {
            server = PostgresServer.start();
        }
        return server;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
