package io.mailboxconnector.inbound.watch;

import java.lang.reflect.InvocationTargetException;

/**
 * Makes the threads that watches run on: virtual from Java 24 on, where they no longer pin their carriers, and daemon
 * threads with a small stack before.
 *
 * <p>They run under the adapter's own class loader: the activating thread's would keep a removed application alive.
 */
public final class WatchThreads {

    private static final int FIRST_JAVA_WITHOUT_PINNING = 24;

    private static final long STACK_BYTES = 256 * 1024L;

    private WatchThreads() {}

    /** An unstarted thread. */
    public static Thread newThread(String name, Runnable task) {
        Thread thread = Runtime.version().feature() >= FIRST_JAVA_WITHOUT_PINNING
                ? newVirtualThread(name, task)
                : new Thread(null, task, name, STACK_BYTES, false);
        if (!thread.isDaemon()) {
            thread.setDaemon(true);
        }
        thread.setContextClassLoader(WatchThreads.class.getClassLoader());
        return thread;
    }

    /** By reflection, since the archive is compiled for Java 17. */
    private static Thread newVirtualThread(String name, Runnable task) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class).invoke(builder, name);
            return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, task);
        } catch (NoSuchMethodException
                | ClassNotFoundException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new LinkageError("this Java has no virtual threads although its version promises them", e);
        }
    }
}
