package io.mailboxconnector.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a handle whose connection was taken away gets another one (Connectors 2.1 §7.16.1). Immutable.
 *
 * @param connections the container
 * @param factory what the handle came from
 * @param request what was asked for then; null for the configured mailbox
 * @param mailbox whose connection it is, for messages
 */
record LazyPool(
        LazyAssociatableConnectionManager connections,
        ManagedConnectionFactory factory,
        @Nullable ConnectionRequestInfo request,
        String mailbox) {

    /** That of a container; empty when it never takes connections away. */
    static Optional<LazyPool> of(
            ConnectionManager container,
            ManagedConnectionFactory factory,
            @Nullable ConnectionRequestInfo request,
            String mailbox) {
        return container instanceof LazyAssociatableConnectionManager lazy
                ? Optional.of(new LazyPool(lazy, factory, request, mailbox))
                : Optional.empty();
    }

    /** Has the container associate a handle with a connection. */
    void associate(MailboxConnectionHandle handle) {
        try {
            connections.associateConnection(handle, factory, request);
        } catch (ResourceException e) {
            throw ResourceFaults.toMailboxException(e, mailbox);
        }
    }

    /** A handle without a connection was closed. */
    void closed(MailboxConnectionHandle handle) {
        connections.inactiveConnectionClosed(handle, factory);
    }
}
