package io.mailboxconnector.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A container with one connection, which it takes away from its handles when a test says so (Connectors 2.1 §7.16.1). */
final class LazyContainer implements ConnectionManager, LazyAssociatableConnectionManager {

    private static final long serialVersionUID = 1L;

    final transient RecordedEvents events = new RecordedEvents();
    final transient List<Object> inactiveClosed = new CopyOnWriteArrayList<>();
    private final AtomicInteger associations = new AtomicInteger();
    private final AtomicBoolean fickle = new AtomicBoolean();
    private transient volatile ManagedConnection managed;

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        return connection(factory, request).getConnection(null, request);
    }

    @Override
    public void associateConnection(Object handle, ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        associations.incrementAndGet();
        connection(factory, request).associateConnection(handle);
        if (fickle.getAndSet(false)) {
            dissociate();
        }
    }

    @Override
    public void inactiveConnectionClosed(Object handle, ManagedConnectionFactory factory) {
        inactiveClosed.add(handle);
    }

    /** How often a handle asked for a connection in place of the one that was taken away. */
    int associations() {
        return associations.get();
    }

    /** The connection in use. */
    ManagedConnection managed() {
        return managed;
    }

    /** Takes the next connection away from its handle as soon as it has it, as another thread's need may do. */
    void takeTheNextOneAtOnce() {
        fickle.set(true);
    }

    /** Takes the connection away. */
    void dissociate() {
        try {
            ((DissociatableManagedConnection) managed).dissociateConnections();
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Destroys the connection; the next request makes another one. */
    void destroy() {
        ManagedConnection former = managed;
        managed = null;
        if (former != null) {
            try {
                former.destroy();
            } catch (ResourceException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ManagedConnection connection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
            throws ResourceException {
        if (managed == null) {
            managed = factory.createManagedConnection(null, request);
            managed.addConnectionEventListener(events);
        }
        return managed;
    }
}
