package io.mailboxconnector.outbound;

import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A container that only listens. */
final class RecordedEvents implements ConnectionEventListener {

    final List<ConnectionEvent> closed = new CopyOnWriteArrayList<>();
    final List<ConnectionEvent> errors = new CopyOnWriteArrayList<>();
    final List<ConnectionEvent> transactions = new CopyOnWriteArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
        closed.add(event);
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        errors.add(event);
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
        transactions.add(event);
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
        transactions.add(event);
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
        transactions.add(event);
    }
}
