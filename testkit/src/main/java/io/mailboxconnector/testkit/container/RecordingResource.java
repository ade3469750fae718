package io.mailboxconnector.testkit.container;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A resource with two-phase commit that does nothing, such as a database in a transaction, and knows what was asked of it. Safe
 * for any thread.
 */
public final class RecordingResource implements XAResource {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final boolean refuses;

    private RecordingResource(boolean refuses) {
        this.refuses = refuses;
    }

    /** A resource that agrees to everything. */
    public RecordingResource() {
        this(false);
    }

    /**
     * A resource that cannot commit.
     *
     * @return one that says so when it is asked to prepare
     */
    public static RecordingResource refusing() {
        return new RecordingResource(true);
    }

    /**
     * What the transaction manager asked for, how the transaction was to end.
     *
     * @return {@code prepare}, {@code commit} and {@code rollback} in their order
     */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        calls.add("prepare");
        if (refuses) {
            throw new XAException(XAException.XA_RBROLLBACK);
        }
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        calls.add("commit");
    }

    @Override
    public void rollback(Xid xid) {
        calls.add("rollback");
    }

    @Override
    public void start(Xid xid, int flags) {
        // Nothing begins here.
    }

    @Override
    public void end(Xid xid, int flags) {
        // Nothing ends here.
    }

    @Override
    public void forget(Xid xid) {
        // Nothing is remembered.
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
