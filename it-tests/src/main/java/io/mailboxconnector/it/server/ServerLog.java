package io.mailboxconnector.it.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The log file of a server, read while the server writes it.
 *
 * <p>Threads: immutable.
 */
public final class ServerLog {

    private static final int TAIL = 60;

    private final Path file;
    private final long from;

    /**
     * A log from its beginning.
     *
     * @param file the file, which need not exist yet
     */
    public ServerLog(Path file) {
        this(file, 0);
    }

    private ServerLog(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    /**
     * Where the log lies.
     *
     * @return the file
     */
    public Path file() {
        return file;
    }

    /**
     * The same log without what it contains now: to wait for something that happens again.
     *
     * @return a view of what will be written
     */
    public ServerLog fromNow() {
        try {
            return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * All that was written.
     *
     * @return the text
     */
    public String text() {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            byte[] all = Files.readAllBytes(file);
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The lines that contain a text.
     *
     * @param part what to look for
     * @return the lines in order
     */
    public List<String> linesWith(String part) {
        return text().lines().filter(line -> line.contains(part)).toList();
    }

    /**
     * The last lines, for a message about a failure.
     *
     * @return at most 60 lines
     */
    public String tail() {
        List<String> lines = text().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /**
     * Waits until a line contains a text.
     *
     * @param part what to wait for
     * @param limit how long
     * @return the first such line
     * @throws AssertionError when it does not come in time; the message ends with the tail of the log
     */
    public String awaitLine(String part, Duration limit) {
        try {
            return await().atMost(limit)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> linesWith(part), lines -> !lines.isEmpty())
                    .get(0);
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError("no line with '" + part + "' within " + limit + " in\n" + tail(), timeout);
        }
    }
}
