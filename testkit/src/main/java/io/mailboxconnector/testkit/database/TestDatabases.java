package io.mailboxconnector.testkit.database;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes empty databases of each product for the tests of one class; starts a server when it is first asked for. */
public final class TestDatabases implements AutoCloseable {

    /** The products that tests run on. */
    public enum Product {
        /** In memory. */
        H2,
        /** A server of its own. */
        POSTGRESQL,
        /** A server of its own. */
        MARIADB;

        /**
         * Whether tests can run on it here.
         *
         * @return false where they should be skipped, with {@link #remedy()} as the reason
         */
        public boolean isAvailable() {
            return switch (this) {
                case H2 -> true;
                case POSTGRESQL -> PostgresServer.isInstalled();
                case MARIADB -> MariaDbServer.isInstalled();
            };
        }

        /**
         * What to do where it is not available.
         *
         * @return a sentence with a command
         */
        public String remedy() {
            return switch (this) {
                case H2 -> "H2 comes with the tests";
                case POSTGRESQL -> PostgresServer.INSTALL;
                case MARIADB -> MariaDbServer.INSTALL;
            };
        }
    }

    private @Nullable PostgresServer postgres;
    private @Nullable MariaDbServer mariaDb;

    /**
     * Makes an empty database.
     *
     * @param product where
     * @return the database
     * @throws IOException when the server does not start
     * @throws SQLException when it makes no database
     */
    public synchronized TestDatabase create(Product product) throws IOException, SQLException {
        return switch (product) {
            case H2 -> TestDatabase.h2();
            case POSTGRESQL -> TestDatabase.on(postgres());
            case MARIADB -> TestDatabase.on(mariaDb());
        };
    }

    /**
     * The server that the databases of PostgreSQL are in.
     *
     * @return started
     * @throws IOException when it does not start
     */
    public synchronized PostgresServer postgres() throws IOException {
        PostgresServer running = postgres;
        if (running == null) {
            running = PostgresServer.start();
            postgres = running;
        }
        return running;
    }

    private MariaDbServer mariaDb() throws IOException {
        MariaDbServer running = mariaDb;
        if (running == null) {
            running = MariaDbServer.start();
            mariaDb = running;
        }
        return running;
    }

    @Override
    public synchronized void close() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
        if (mariaDb != null) {
            mariaDb.close();
            mariaDb = null;
        }
    }
}
