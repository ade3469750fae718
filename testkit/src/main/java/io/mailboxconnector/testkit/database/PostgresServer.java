package io.mailboxconnector.testkit.database;

import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A private PostgreSQL: a cluster in a temporary directory, on a free port of the loopback address, without durability. The
 * program must be installed; {@link #isInstalled()} tells.
 *
 * <p>Thread-safe once started. PostgreSQL refuses to run as root, so root runs it as the user {@code postgres}, whom the
 * Debian package creates.
 */
public final class PostgresServer implements AutoCloseable {

    /** What to do where it is missing. */
    public static final String INSTALL = "PostgreSQL is not installed: apt-get install postgresql";

    static final String USER = "mailbox";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path directory;
    private final int port;
    private final DatabaseProcess process;

    private PostgresServer(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = new DatabaseProcess(directory, command(directory, port));
    }

    /**
     * Whether the program is there.
     *
     * @return false where tests should be skipped
     */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /**
     * Makes a cluster and starts it.
     *
     * @return the running server
     * @throws IOException when it does not start
     */
    public static PostgresServer start() throws IOException {
        Path directory = Files.createTempDirectory("postgres-test");
        if (DatabaseProcess.isRoot()) {
            Files.setOwner(
                    directory,
                    FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        List<String> initdb = asUser("initdb");
        initdb.addAll(List.of(
                "--pgdata=" + directory.resolve("data"),
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        DatabaseProcess.run(directory, initdb);
        PostgresServer started = new PostgresServer(directory, FreePort.any());
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stops PostgreSQL"));
        started.process.awaitReady(started.dataSource("postgres"));
        return started;
    }

    /**
     * The port on the loopback address.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    /**
     * Connections to one of its databases, each of them new.
     *
     * @param database the name of the database
     * @return a data source without a pool
     */
    public PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(USER);
        return source;
    }

    /** Stops the server at once, as a crash would; what was committed stays. Connections break. */
    public synchronized void crash() {
        // SIGQUIT, which is an immediate shutdown, cannot be sent from Java; the children of a killed postmaster end,
        // too.
        process.kill();
    }

    /**
     * Starts the server again after {@link #crash()}.
     *
     * @throws IOException when it does not start
     */
    public synchronized void restart() throws IOException {
        Files.deleteIfExists(directory.resolve("data").resolve("postmaster.pid"));
        process.restart();
        process.awaitReady(dataSource("postgres"));
    }

    /** Stops the server and deletes its files. Idempotent. */
    @Override
    public synchronized void close() {
        process.close();
    }

    private static List<String> command(Path directory, int port) {
        List<String> postgres = asUser("postgres");
        postgres.addAll(List.of("-D", directory.resolve("data").toString(), "-p", String.valueOf(port)));
        postgres.addAll(List.of("-h", "127.0.0.1", "-k", "", "-F", "-N", "200"));
        // Two databases in one transaction need prepared transactions.
        postgres.addAll(List.of("-c", "max_prepared_transactions=50"));
        return postgres;
    }

    private static List<String> asUser(String program) {
        Path path =
                programs().orElseThrow(() -> new IllegalStateException(INSTALL)).resolve(program);
        List<String> command = new ArrayList<>();
        if (DatabaseProcess.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(path.toString());
        return command;
    }

    /** Where Debian has it, the newest version first, or where the search path has it. */
    private static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .map(Path::of)
                .forEach(places::add);
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres")))
                .findFirst();
    }
}
