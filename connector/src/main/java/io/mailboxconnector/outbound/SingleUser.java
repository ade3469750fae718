package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a handle serves one thread at a time: the second one is refused, it does not wait. Costs one atomic exchange per
 * use. Safe for any thread.
 */
final class SingleUser {

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /**
     * Something that a handle is used for.
     *
     * @param <R> its result
     * @param <X> how it fails, beside unchecked exceptions
     */
    @FunctionalInterface
    interface Work<R, X extends Exception> {

        R run() throws X;
    }

    /** Does something, unless another thread is at it. A use within a use of the same thread is part of it. */
    <R, X extends Exception> R use(Work<R, X> work) throws X {
        Thread self = Thread.currentThread();
        Thread other = user.compareAndExchange(null, self);
        if (other == self) {
            return work.run();
        }
        if (other != null) {
            throw MESSAGES.usedByAnotherThread(other.getName(), self.getName());
        }
        try {
            return work.run();
        } finally {
            user.set(null);
        }
    }
}
