package io.mailboxconnector.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.cci.LocalTransaction;

/**
 * A local transaction in the hands of an application that has none of the server (Connectors 2.1 §7.7 and §17.3.3): the server is
 * told where it begins and ends.
 *
 * @param handle the connection; each step is refused when it is closed
 */
record ApplicationTransaction(MailboxConnectionHandle handle) implements LocalTransaction {

    /** A step of a transaction. */
    @FunctionalInterface
    interface Step {

        void run(MailboxManagedConnection connection, MailboxConnectionHandle handle) throws ResourceException;
    }

    @Override
    public void begin() throws ResourceException {
        handle.transact(MailboxManagedConnection::begin);
    }

    @Override
    public void commit() throws ResourceException {
        handle.transact(MailboxManagedConnection::commit);
    }

    @Override
    public void rollback() throws ResourceException {
        handle.transact(MailboxManagedConnection::rollback);
    }
}
