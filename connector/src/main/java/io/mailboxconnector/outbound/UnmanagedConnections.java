package io.mailboxconnector.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a container where there is none (Connectors 2.1 §6.5.2, non-managed environment): no pool, every request
 * opens a connection, which is destroyed when the application closes it or it breaks.
 *
 * <p>Stateless; safe for use by any number of threads.
 */
public final class UnmanagedConnections implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    /** Creates one. */
    public UnmanagedConnections() {}

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        ManagedConnection connection = factory.createManagedConnection(null, request);
        connection.addConnectionEventListener(new Undertaker());
        return connection.getConnection(null, request);
    }

    /** Destroys a connection that is not needed any more. */
    private static final class Undertaker implements ConnectionEventListener {

        @Override
        public void connectionClosed(ConnectionEvent event) {
            destroy(event);
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            destroy(event);
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}

        private static void destroy(ConnectionEvent event) {
            ((MailboxManagedConnection) event.getSource()).destroy();
        }
    }
}
