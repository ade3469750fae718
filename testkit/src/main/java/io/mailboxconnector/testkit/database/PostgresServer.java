package io.mailboxconnector.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
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

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path directory;
    private final int port;
    private Process server;

    private PostgresServer(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.server = launch();
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
        if (isRoot()) {
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
        Path log = directory.resolve("initdb.log");
        Process process = new ProcessBuilder(initdb)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(process);
        if (process.exitValue() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log));
        }
        PostgresServer started = new PostgresServer(directory, freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stops PostgreSQL"));
        started.awaitReady();
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
    public DataSource dataSource(String database) {
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
        server.destroyForcibly();
        await(server);
    }

    /**
     * Starts the server again after {@link #crash()}.
     *
     * @throws IOException when it does not start
     */
    public synchronized void restart() throws IOException {
        Files.deleteIfExists(directory.resolve("data").resolve("postmaster.pid"));
        server = launch();
        awaitReady();
    }

    /** Stops the server and deletes its files. Idempotent. */
    @Override
    public synchronized void close() {
        server.destroyForcibly();
        await(server);
        // The children of a killed postmaster may take a moment to notice, and must not find half a directory.
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        } catch (IOException | UncheckedIOException stillWritten) {
            directory.toFile().deleteOnExit();
        }
    }

    private Process launch() throws IOException {
        List<String> postgres = asUser("postgres");
        postgres.addAll(List.of("-D", directory.resolve("data").toString(), "-p", String.valueOf(port)));
        postgres.addAll(List.of("-h", "127.0.0.1", "-k", "", "-F", "-N", "200"));
        // Two databases in one transaction need prepared transactions.
        postgres.addAll(List.of("-c", "max_prepared_transactions=50"));
        return new ProcessBuilder(postgres)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    private void awaitReady() throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Connection connection = dataSource("postgres").getConnection()) {
                return;
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    throw new IOException(
                            "PostgreSQL does not start: " + Files.readString(directory.resolve("server.log")), notYet);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static List<String> asUser(String program) {
        Path path =
                programs().orElseThrow(() -> new IllegalStateException(INSTALL)).resolve(program);
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(path.toString());
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a program of PostgreSQL does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
