package io.mailboxconnector.wire;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the few threads that the engine owns: daemons with a telling name and with the engine's own context class loader, so
 * that none of them keeps the application alive in whose call it happened to be started.
 *
 * <p>Safe for use by any number of threads. Whoever makes threads with it also ends them.
 */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Creates a factory; starts nothing.
     *
     * @param name the name of the first thread; the following ones have a number after it
     */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        int number = started.incrementAndGet();
        Thread thread = new Thread(task, number == 1 ? name : name + "-" + number);
        thread.setDaemon(true);
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        return thread;
    }

    /**
     * Ends an executor whose threads were made here: drops what waits, interrupts what runs, and waits for it. Only for
     * threads in which nothing but the engine's own work runs. Keeps the interrupt flag of the caller.
     *
     * @param executor the executor
     * @param limit how long to wait at most
     * @return whether its threads have ended
     */
    public static boolean end(ExecutorService executor, Duration limit) {
        executor.shutdownNow();
        try {
            return executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }
}
