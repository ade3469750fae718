package io.mailboxconnector.it.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive this JVM: a shutdown hook ends it.
 *
 * <p>Threads: the hook runs beside the owner; ending a process twice does no harm.
 */
final class ChildProcess {

    private static final Duration ORDERLY = Duration.ofSeconds(60);
    private static final Duration HURRIED = Duration.ofSeconds(15);

    private final Process process;
    private final Thread hook;

    ChildProcess(Process process, String name) {
        this.process = process;
        this.hook = new Thread(() -> end(HURRIED), "end-of-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the process to end, and insists when it does not. */
    void stop() {
        end(ORDERLY);
        forgetHook();
    }

    /** Waits for the end of a process that was asked in another way, and insists when it does not come. */
    void join() {
        if (!awaitEnd(ORDERLY)) {
            process.destroyForcibly();
            awaitEnd(ORDERLY);
        }
        forgetHook();
    }

    /** Ends the process without asking. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(ORDERLY);
        forgetHook();
    }

    private void end(Duration limit) {
        process.destroy();
        if (!awaitEnd(limit)) {
            process.destroyForcibly();
            awaitEnd(limit);
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already; it finds the process ended.
            assert !process.isAlive() || Thread.currentThread() != hook;
        }
    }
}
