package io.mailboxconnector.database;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs something on a thread that has no transaction, while the calling one waits. A resource adapter has no standard means
 * to suspend the transaction of its caller. Stateless.
 */
final class OwnThread {

    private OwnThread() {}

    static <T extends @Nullable Object> T run(String name, Supplier<T> action) {
        FutureTask<T> task = new FutureTask<>(action::get);
        Thread thread = new Thread(task, "mailbox-database " + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DatabaseMessages.MESSAGES.interrupted(e, name);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }
}
