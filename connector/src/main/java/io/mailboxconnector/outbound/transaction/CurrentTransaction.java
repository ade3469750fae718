package io.mailboxconnector.outbound.transaction;

import static io.mailboxconnector.outbound.transaction.TransactionMessages.MESSAGES;

import jakarta.resource.spi.BootstrapContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the calling thread, as the container's registry shows it (Jakarta Transactions 2.0 §3.5; Connectors 2.1
 * §5.3.1). Safe for any thread.
 */
public final class CurrentTransaction {

    private final Supplier<@Nullable TransactionSynchronizationRegistry> registry;

    /**
     * Looks at the transactions of a container.
     *
     * @param registry the registry; null as long as the adapter is not started
     */
    public CurrentTransaction(Supplier<@Nullable TransactionSynchronizationRegistry> registry) {
        this.registry = registry;
    }

    /**
     * The transactions of a server.
     *
     * @param context what the adapter was started with; null as long as it is not started
     * @return the transaction of whoever calls
     */
    public static CurrentTransaction in(Supplier<@Nullable BootstrapContext> context) {
        return new CurrentTransaction(() -> {
            BootstrapContext started = context.get();
            return started == null ? null : started.getTransactionSynchronizationRegistry();
        });
    }

    /**
     * Whether the calling thread has a transaction.
     *
     * @return true for one that can still commit
     * @throws io.mailboxconnector.api.MailboxRefused when it has one that cannot commit any more
     * @throws io.mailboxconnector.api.MailboxUnavailable when the adapter is not started
     */
    public boolean isActive() {
        int status = registry().getTransactionStatus();
        return switch (status) {
            case Status.STATUS_ACTIVE -> true;
            case Status.STATUS_NO_TRANSACTION -> false;
            case Status.STATUS_MARKED_ROLLBACK -> throw MESSAGES.notActive("marked for rollback");
            default -> throw MESSAGES.notActive("ending (" + status + ")");
        };
    }

    /**
     * Whether the calling thread has a transaction of whatever status. A thread of the connector has none as long as the adapter
     * is not started.
     *
     * @return true when work of its own must be done on another thread
     */
    public boolean isPresent() {
        TransactionSynchronizationRegistry known = registry.get();
        return known != null && known.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /**
     * What belongs to the transaction of the calling thread under a key; made when it is asked for first.
     *
     * @param key the key, compared by {@code equals}
     * @param type the type of what belongs to it
     * @param first makes it
     * @param <T> the type
     * @return the same one during the whole transaction
     */
    <T> T resource(Object key, Class<T> type, Supplier<T> first) {
        Object known = registry().getResource(key);
        if (known == null) {
            known = first.get();
            registry().putResource(key, known);
        }
        return type.cast(known);
    }

    /**
     * Has something done when the transaction of the calling thread is over.
     *
     * @param end gets the status; must not wait for anything, and not throw
     */
    public void whenOver(IntConsumer end) {
        registry().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only the end of the transaction matters.
            }

            @Override
            public void afterCompletion(int status) {
                end.accept(status);
            }
        });
    }

    private TransactionSynchronizationRegistry registry() {
        TransactionSynchronizationRegistry known = registry.get();
        if (known == null) {
            throw MESSAGES.notStarted();
        }
        return known;
    }
}
