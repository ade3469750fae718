package io.mailboxconnector.inbound.delivery;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Learns how the transaction of one delivery ended, by an interposed synchronization: the only way that is the same in
 * all servers, since {@code setRollbackOnly} lets the listener return normally and {@code afterDelivery} may swallow a
 * failed commit (Jakarta Transactions 2.0 §3.5).
 *
 * <p>Used by the thread of the delivery; the transaction manager may complete on another one, so the status is volatile.
 */
final class TransactionWitness implements Synchronization {

    private final boolean present;
    private volatile int status = Status.STATUS_UNKNOWN;

    private TransactionWitness(boolean present) {
        this.present = present;
    }

    /** A witness of no transaction. */
    static TransactionWitness absent() {
        return new TransactionWitness(false);
    }

    /**
     * Watches the transaction of the calling thread, if there is one.
     *
     * @param registry the registry of the container
     * @return the witness
     */
    static TransactionWitness ofCurrentTransaction(TransactionSynchronizationRegistry registry) {
        int status = registry.getTransactionStatus();
        if (status == Status.STATUS_NO_TRANSACTION) {
            return absent();
        }
        TransactionWitness witness = new TransactionWitness(true);
        if (status == Status.STATUS_ACTIVE) {
            registry.registerInterposedSynchronization(witness);
        }
        return witness;
    }

    /** Whether there was a transaction; without one the listener's return or exception decides. */
    boolean isPresent() {
        return present;
    }

    /** Whether the transaction committed for sure. A doubtful end counts as not committed: better twice than never. */
    boolean isCommitted() {
        return status == Status.STATUS_COMMITTED;
    }

    @Override
    public void beforeCompletion() {
        // Only the end of the transaction matters.
    }

    @Override
    public void afterCompletion(int completionStatus) {
        status = completionStatus;
    }
}
