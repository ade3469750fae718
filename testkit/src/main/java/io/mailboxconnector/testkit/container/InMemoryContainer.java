package io.mailboxconnector.testkit.container;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.mailboxconnector.api.MailBatchListener;
import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * What inbound needs of an application server, in memory: a work manager, message endpoints around a listener, real
 * transactions by Narayana, and a record of what happened. Behaves as the servers were measured to: {@code setRollbackOnly} is not told by
 * {@code afterDelivery}, any exception of the listener rolls back.
 */
public final class InMemoryContainer implements AutoCloseable {

    private final TransactionManager transactions = Narayana.transactionManager();
    private final TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();
    private final List<ContainerEvent> timeline = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * What a resource adapter is started with. Each work runs on a thread of its own.
     *
     * @return the context
     */
    public BootstrapContext context() {
        return new Context();
    }

    /**
     * The transaction manager.
     *
     * @return Narayana's
     */
    public TransactionManager transactions() {
        return transactions;
    }

    /**
     * All that happened so far, in order.
     *
     * @return a copy
     */
    public List<ContainerEvent> timeline() {
        return List.copyOf(timeline);
    }

    /**
     * How many endpoints were given out and not released.
     *
     * @return 0 when every endpoint was released
     */
    public int openEndpoints() {
        return count(ContainerEvent.ENDPOINT_CREATED) - count(ContainerEvent.ENDPOINT_RELEASED);
    }

    private int count(ContainerEvent event) {
        return Collections.frequency(timeline, event);
    }

    /**
     * Makes endpoints for a listener.
     *
     * @param listener the bean
     * @param transacted container-managed transactions, or none
     * @return the factory
     */
    public MessageEndpointFactory endpoints(MailListener listener, boolean transacted) {
        return new Endpoints(transacted) {
            @Override
            MessageEndpoint newEndpoint() {
                return new SingleEndpoint(listener);
            }
        };
    }

    /**
     * Makes endpoints for a batch listener with container-managed transactions.
     *
     * @param listener the bean
     * @return the factory
     */
    public MessageEndpointFactory batchEndpoints(MailBatchListener listener) {
        return batchEndpoints(listener, true);
    }

    /**
     * Makes endpoints for a batch listener.
     *
     * @param listener the bean
     * @param transacted container-managed transactions, or none
     * @return the factory
     */
    public MessageEndpointFactory batchEndpoints(MailBatchListener listener, boolean transacted) {
        return new Endpoints(transacted) {
            @Override
            MessageEndpoint newEndpoint() {
                return new BatchEndpoint(listener);
            }
        };
    }

    /**
     * Makes endpoints of another factory, after it refused to make some.
     *
     * @param failures how often it refuses
     * @param failure what it throws then
     * @param endpoints the other factory
     * @return the factory
     */
    public MessageEndpointFactory refusing(
            int failures, Supplier<UnavailableException> failure, MessageEndpointFactory endpoints) {
        AtomicInteger left = new AtomicInteger(failures);
        return new Endpoints(((Endpoints) endpoints).transacted) {
            @Override
            MessageEndpoint newEndpoint() throws UnavailableException {
                if (left.getAndDecrement() > 0) {
                    throw failure.get();
                }
                return ((Endpoints) endpoints).newEndpoint();
            }
        };
    }

    /**
     * Makes endpoints with container-managed transactions, after it failed to make some.
     *
     * @param failures how often it fails
     * @param failure what it throws then: {@code UnavailableException} for a full pool, or an error
     * @param listener the bean
     * @return the factory
     */
    public MessageEndpointFactory failingEndpoints(
            int failures, Supplier<? extends Throwable> failure, MailListener listener) {
        AtomicInteger left = new AtomicInteger(failures);
        return new Endpoints(true) {
            @Override
            MessageEndpoint newEndpoint() throws UnavailableException {
                if (left.getAndDecrement() > 0) {
                    Throwable thrown = failure.get();
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (UnavailableException) thrown;
                }
                return new SingleEndpoint(listener);
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private abstract class Endpoints implements MessageEndpointFactory {

        private final boolean transacted;

        Endpoints(boolean transacted) {
            this.transacted = transacted;
        }

        abstract MessageEndpoint newEndpoint() throws UnavailableException;

        @Override
        public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
            MessageEndpoint endpoint = newEndpoint();
            timeline.add(ContainerEvent.ENDPOINT_CREATED);
            return endpoint;
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
            return createEndpoint(resource);
        }

        @Override
        public boolean isDeliveryTransacted(Method method) {
            return transacted;
        }

        @Override
        public String getActivationName() {
            return "in-memory";
        }

        @Override
        public Class<?> getEndpointClass() {
            return MailListener.class;
        }
    }

    private abstract class Endpoint implements MessageEndpoint {

        private boolean over;

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            try {
                transactions.begin();
                timeline.add(ContainerEvent.BEFORE_DELIVERY);
            } catch (Exception e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void afterDelivery() throws ResourceException {
            try {
                if (transactions.getStatus() == Status.STATUS_ACTIVE) {
                    transactions.commit();
                    timeline.add(ContainerEvent.COMMITTED);
                } else {
                    transactions.rollback();
                    timeline.add(ContainerEvent.ROLLED_BACK);
                }
            } catch (Exception e) {
                throw new ResourceException(e);
            } finally {
                timeline.add(ContainerEvent.AFTER_DELIVERY);
            }
        }

        @Override
        public void release() {
            if (over) {
                throw new IllegalStateException("released twice");
            }
            over = true;
            timeline.add(ContainerEvent.ENDPOINT_RELEASED);
        }

        void call(Runnable listener) {
            timeline.add(ContainerEvent.CALLED);
            try {
                listener.run();
            } catch (RuntimeException e) {
                markForRollback();
                throw e;
            }
        }

        private void markForRollback() {
            try {
                if (transactions.getStatus() == Status.STATUS_ACTIVE) {
                    transactions.setRollbackOnly();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class SingleEndpoint extends Endpoint implements MailListener {

        private final MailListener listener;

        SingleEndpoint(MailListener listener) {
            this.listener = listener;
        }

        @Override
        public void onMail(ReceivedMail mail) {
            call(() -> listener.onMail(mail));
        }
    }

    private final class BatchEndpoint extends Endpoint implements MailBatchListener {

        private final MailBatchListener listener;

        BatchEndpoint(MailBatchListener listener) {
            this.listener = listener;
        }

        @Override
        public void onMails(List<ReceivedMail> mails) {
            call(() -> listener.onMails(mails));
        }
    }

    private final class Context implements BootstrapContext {

        private final WorkManager workManager = new RecordingWorkManager(threads, timeline::add);

        @Override
        public WorkManager getWorkManager() {
            return workManager;
        }

        @Override
        public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
            return registry;
        }

        @Override
        public boolean isContextSupported(Class<? extends WorkContext> workContextClass) {
            return false;
        }

        @Override
        public Timer createTimer() throws UnavailableException {
            throw new UnavailableException("not used");
        }

        @Override
        public @Nullable XATerminator getXATerminator() {
            return null;
        }
    }
}
