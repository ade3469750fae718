package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a handle serves one thread at a time: the second one is refused, it does not wait. Costs one atomic exchange per
 * use. Safe for any thread.
 */
final class SingleUser {

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /** Does something, unless another thread is at it. A use within a use of the same thread is part of it. */
    <R> R use(Supplier<R> work) {
        Thread self = Thread.currentThread();
        Thread other = user.compareAndExchange(null, self);
        if (other == self) {
            return work.get();
        }
        if (other != null) {
            throw MESSAGES.usedByAnotherThread(other.getName(), self.getName());
        }
        try {
            return work.get();
        } finally {
            user.set(null);
        }
    }
}
