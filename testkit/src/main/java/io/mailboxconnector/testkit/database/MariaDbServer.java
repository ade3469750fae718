package io.mailboxconnector.testkit.database;

import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A private MariaDB: in a temporary directory, on a free port of the loopback address, without durability. The program must be
 * installed; {@link #isInstalled()} tells. Thread-safe once started.
 */
public final class MariaDbServer implements AutoCloseable {

    /** What to do where it is missing. */
    public static final String INSTALL =
            "MariaDB is not installed: apt-get install mariadb-server-core mariadb-client-core";

    static final String USER = "mailbox";

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Path PREPARATION = Path.of("/usr/bin/mariadb-install-db");

    private final int port;
    private final DatabaseProcess process;

    private MariaDbServer(int port, DatabaseProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Whether the program is there.
     *
     * @return false where tests should be skipped
     */
    public static boolean isInstalled() {
        return Files.isExecutable(SERVER) && Files.isExecutable(PREPARATION);
    }

    /**
     * Makes the files of a server and starts it.
     *
     * @return the running server
     * @throws IOException when it does not start
     */
    public static MariaDbServer start() throws IOException {
        Path directory = Files.createTempDirectory("mariadb-test");
        DatabaseProcess.run(
                directory,
                command(
                        PREPARATION,
                        "--datadir=" + directory.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        Path users = Files.writeString(
                directory.resolve("users.sql"),
                "CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY '';\n" + "GRANT ALL PRIVILEGES ON *.* TO '"
                        + USER + "'@'%' WITH GRANT OPTION;\n");
        int port = FreePort.any();
        MariaDbServer started = new MariaDbServer(
                port,
                new DatabaseProcess(
                        directory,
                        command(
                                SERVER,
                                "--datadir=" + directory.resolve("data"),
                                "--socket=" + directory.resolve("socket"),
                                "--pid-file=" + directory.resolve("pid"),
                                "--port=" + port,
                                "--bind-address=127.0.0.1",
                                "--skip-name-resolve",
                                "--max-connections=200",
                                "--innodb-buffer-pool-size=32M",
                                "--innodb-flush-log-at-trx-commit=0",
                                "--max-allowed-packet=64M",
                                "--init-file=" + users)));
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stops MariaDB"));
        started.process.awaitReady(started.dataSource("mysql"));
        return started;
    }

    /**
     * Connections to one of its databases, each of them new.
     *
     * @param database the name of the database
     * @return a data source without a pool, also for a transaction manager
     */
    public MariaDbDataSource dataSource(String database) {
        return dataSource(database, USER);
    }

    /** The same for another user without a password. */
    MariaDbDataSource dataSource(String database, String user) {
        try {
            MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + port + "/" + database);
            source.setUser(user);
            return source;
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stops the server and deletes its files. Idempotent. */
    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults"));
        command.addAll(List.of(arguments));
        if (DatabaseProcess.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }
}
