package io.mailboxconnector.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The process of a database server with a directory of its own, which it writes its log into. Thread-safe.
 */
final class DatabaseProcess {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final List<String> command;
    private Process process;

    /**
     * Starts a server.
     *
     * @param directory its directory
     * @param command the program and its arguments
     */
    DatabaseProcess(Path directory, List<String> command) throws IOException {
        this.directory = directory;
        this.command = List.copyOf(command);
        this.process = launch(directory, command, log(directory));
    }

    /** Runs a program to its end, such as the one that makes the files of a server. */
    static void run(Path directory, List<String> command) throws IOException {
        Path log = directory.resolve("preparation.log");
        Process process = launch(directory, command, log);
        awaitEnd(process);
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " failed: " + Files.readString(log));
        }
    }

    /** Waits until the server gives connections. */
    synchronized void awaitReady(DataSource source) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (Connection connection = source.getConnection()) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(
                            "the database server does not start: " + Files.readString(log(directory)), notYet);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /** Ends the server at once, as a crash does. Idempotent. */
    synchronized void kill() {
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** Starts the server again after {@link #kill()}. */
    synchronized void restart() throws IOException {
        process = launch(directory, command, log(directory));
    }

    /** Ends the server and deletes its files. Idempotent. */
    synchronized void close() {
        kill();
        // The children of a killed server may take a moment to notice, and must not find half a directory.
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder()).forEach(DatabaseProcess::delete);
        } catch (IOException | UncheckedIOException stillWritten) {
            directory.toFile().deleteOnExit();
        }
    }

    /** Whether the tests run as root, whom some servers refuse. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path log(Path directory) {
        return directory.resolve("server.log");
    }

    private static Process launch(Path directory, List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a program of a database server does not end");
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
