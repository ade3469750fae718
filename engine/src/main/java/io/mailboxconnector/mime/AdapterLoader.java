package io.mailboxconnector.mime;

import java.util.concurrent.Callable;

/**
 * Runs code with the adapter's own class loader as context class loader: Jakarta Mail looks up its services there, on
 * whatever thread it is called.
 *
 * <p>Stateless.
 */
public final class AdapterLoader {

    private AdapterLoader() {}

    /**
     * Runs code and restores the thread's context class loader.
     *
     * @param code what to run
     * @param <T> what it gives
     * @return its result
     * @throws Exception what it throws
     */
    public static <T> T call(Callable<T> code) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(AdapterLoader.class.getClassLoader());
        try {
            return code.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
