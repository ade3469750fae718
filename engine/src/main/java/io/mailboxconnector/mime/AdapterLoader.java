package io.mailboxconnector.mime;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /**
     * Runs code that declares no exception.
     *
     * @param code what to run
     * @param <T> what it gives
     * @return its result
     */
    public static <T extends @Nullable Object> T with(Supplier<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(AdapterLoader.class.getClassLoader());
        try {
            return code.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
