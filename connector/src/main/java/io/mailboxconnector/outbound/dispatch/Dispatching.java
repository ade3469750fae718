package io.mailboxconnector.outbound.dispatch;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.outbound.transaction.CurrentTransaction;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the connection factories of one adapter have in order to submit mails later. Safe for use by any number of threads.
 */
public final class Dispatching implements AutoCloseable {

    private final MailEngine engine;
    private final CurrentTransaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, FactoryDispatch> factories = new IdentityHashMap<>(); // guarded by lock
    private boolean closed; // guarded by lock

    /**
     * Creates it without factories.
     *
     * @param engine what opens sessions
     * @param transaction the transaction of the thread that sends
     */
    public Dispatching(MailEngine engine, CurrentTransaction transaction) {
        this.engine = engine;
        this.transaction = transaction;
    }

    /**
     * What belongs to a factory.
     *
     * @param factory the factory, known by its identity: its configuration may change
     * @param source what it is configured with
     * @return the same one for the same factory
     */
    public FactoryDispatch of(Object factory, FactorySource source) {
        lock.lock();
        try {
            FactoryDispatch known = factories.get(factory);
            if (known == null) {
                known = new FactoryDispatch(source, engine, transaction);
                factories.put(factory, known);
                if (closed) {
                    known.close();
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all that submits later, within a bounded time. Idempotent. */
    @Override
    public void close() {
        List<FactoryDispatch> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(factories.values());
        } finally {
            lock.unlock();
        }
        all.forEach(FactoryDispatch::close);
    }
}
