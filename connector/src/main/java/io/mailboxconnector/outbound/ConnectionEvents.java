package io.mailboxconnector.outbound;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the container what happens to a connection (Connectors 2.1 §6.5.4.4). An error is told once; after it nothing more
 * is told, because the container destroys the connection.
 *
 * <p>Safe for use by any number of threads. Callers hold no lock: a container may destroy the connection within the call.
 */
final class ConnectionEvents {

    private final ManagedConnection source;
    private final String mailbox;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean errorTold = new AtomicBoolean();

    ConnectionEvents(ManagedConnection source, String mailbox) {
        this.source = source;
        this.mailbox = mailbox;
    }

    void add(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    void remove(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    /** The application closed a handle. */
    void closed(MailboxConnectionHandle handle) {
        tellUnlessBroken(ConnectionEvent.CONNECTION_CLOSED, handle, ConnectionEventListener::connectionClosed);
    }

    /** The connection cannot be used any more. */
    void error(MailboxConnectionHandle handle, Exception reason) {
        if (errorTold.compareAndSet(false, true)) {
            tell(
                    event(ConnectionEvent.CONNECTION_ERROR_OCCURRED, handle, reason),
                    ConnectionEventListener::connectionErrorOccurred);
        }
    }

    /** The application began a local transaction (Connectors 2.1 §7.7). */
    void transactionStarted(MailboxConnectionHandle handle) {
        tellUnlessBroken(
                ConnectionEvent.LOCAL_TRANSACTION_STARTED, handle, ConnectionEventListener::localTransactionStarted);
    }

    /** The application committed its local transaction. */
    void transactionCommitted(MailboxConnectionHandle handle) {
        tellUnlessBroken(
                ConnectionEvent.LOCAL_TRANSACTION_COMMITTED,
                handle,
                ConnectionEventListener::localTransactionCommitted);
    }

    /** The local transaction of the application was rolled back. */
    void transactionRolledBack(MailboxConnectionHandle handle) {
        tellUnlessBroken(
                ConnectionEvent.LOCAL_TRANSACTION_ROLLEDBACK,
                handle,
                ConnectionEventListener::localTransactionRolledback);
    }

    boolean isErrorTold() {
        return errorTold.get();
    }

    private void tellUnlessBroken(
            int id, MailboxConnectionHandle handle, BiConsumer<ConnectionEventListener, ConnectionEvent> how) {
        if (!errorTold.get()) {
            tell(event(id, handle, null), how);
        }
    }

    private ConnectionEvent event(int id, MailboxConnectionHandle handle, @Nullable Exception reason) {
        ConnectionEvent event =
                reason == null ? new ConnectionEvent(source, id) : new ConnectionEvent(source, id, reason);
        event.setConnectionHandle(handle);
        return event;
    }

    private void tell(ConnectionEvent event, BiConsumer<ConnectionEventListener, ConnectionEvent> how) {
        for (ConnectionEventListener listener : listeners) {
            try {
                how.accept(listener, event);
            } catch (RuntimeException e) {
                // What the application did has succeeded or failed already; the container's trouble must not change
                // that.
                OutboundLog.LOG.listenerFailed(mailbox, e);
            }
        }
    }
}
