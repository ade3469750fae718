package io.mailboxconnector.auth;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All lines of all loggers at the finest level, with parameters and stack traces. Thread-safe; {@link #close} ends it. */
public final class EverythingLogged implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    /** The servers of the tests run in the same JVM, and may say what they like. */
    private static final List<String> NOT_OURS = List.of("com.sun.net.httpserver", "sun.net.httpserver");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler recorder = new Recorder();
    private final @Nullable Level before = ROOT.getLevel();

    public EverythingLogged() {
        recorder.setLevel(Level.ALL);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(recorder);
    }

    /** Adds what is not logged but may be by somebody else: a failure, the text of a value. */
    public void add(Object seen) {
        lines.add(seen instanceof Throwable failure ? text(failure) : String.valueOf(seen));
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        ROOT.removeHandler(recorder);
        ROOT.setLevel(before);
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord line) {
            String logger = String.valueOf(line.getLoggerName());
            if (NOT_OURS.stream().noneMatch(logger::startsWith)) {
                String thrown = line.getThrown() == null ? "" : text(line.getThrown());
                lines.add(logger + " " + line.getMessage() + " " + Arrays.toString(line.getParameters()) + thrown);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
