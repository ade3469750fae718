package io.mailboxconnector.testkit.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The lines that a log category got since this was made. Thread-safe; {@link #close} ends it. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level before;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private LogLines(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    /**
     * Listens from now on.
     *
     * @param category such as {@code io.mailboxconnector}
     * @return the lines of all levels
     */
    public static LogLines of(String category) {
        return new LogLines(Logger.getLogger(category));
    }

    /**
     * The lines that an operator has to look at.
     *
     * @return their texts, of the level WARN and above, the oldest first
     */
    public List<String> warnings() {
        return from(Level.WARNING);
    }

    /**
     * The lines that a server writes unless it is told otherwise.
     *
     * @return their texts, of the level INFO and above, the oldest first
     */
    public List<String> shown() {
        return from(Level.INFO);
    }

    private List<String> from(Level least) {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= least.intValue())
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setLevel(before);
    }
}
