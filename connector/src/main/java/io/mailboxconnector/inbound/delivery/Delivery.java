package io.mailboxconnector.inbound.delivery;

import io.mailboxconnector.api.MailBatchListener;
import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.DeliveryOutcome;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Committed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Failed;
import io.mailboxconnector.inbound.board.DeliveryOutcome.Postponed;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.board.Offer;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One delivery on a thread of the container: takes an endpoint, then mails, calls the bean between {@code beforeDelivery}
 * and {@code afterDelivery}, and reports the outcome that the transaction had (Connectors 2.1 §13.5.6, option B).
 *
 * <p>Whatever happens, {@code afterDelivery} is paired with {@code beforeDelivery}, the endpoint is released exactly once
 * and the outcome of every mail taken is reported. The thread is never interrupted by the connector.
 */
final class Delivery implements Work {

    /** What a delivery tells its dispatcher when it is over. */
    interface Ending {
        /** The delivery took its mails, perhaps none. */
        void taken();

        /** The delivery is over; there may be more to do. */
        void finished();

        /** The container has no endpoint to give now. No mail was taken. */
        void refused(Throwable reason);
    }

    /** Releases an endpoint. */
    private interface Releasing extends AutoCloseable {
        @Override
        void close();
    }

    private static final Method ON_MAIL = listenerMethod(MailListener.class, "onMail", ReceivedMail.class);
    private static final Method ON_MAILS = listenerMethod(MailBatchListener.class, "onMails", List.class);

    private final MessageEndpointFactory endpoints;
    private final TransactionSynchronizationRegistry registry;
    private final DeliveryBoard board;
    private final LedgerGate gate;
    private final int batchSize;
    private final Ending ending;

    Delivery(
            MessageEndpointFactory endpoints,
            TransactionSynchronizationRegistry registry,
            DeliveryBoard board,
            LedgerGate gate,
            int batchSize,
            Ending ending) {
        this.endpoints = endpoints;
        this.registry = registry;
        this.board = board;
        this.gate = gate;
        this.batchSize = batchSize;
        this.ending = ending;
    }

    @Override
    @SuppressWarnings("try") // The endpoint is to be released whatever happens; nothing else is done with it.
    public void run() {
        MessageEndpoint endpoint;
        try {
            endpoint = endpoints.createEndpoint(null);
        } catch (Throwable e) {
            // A full pool, a bean that is being removed, a class that cannot be loaded: in any case ask again later.
            ending.refused(e);
            return;
        }
        try (Releasing releasing = endpoint::release) {
            deliverTo(endpoint);
        } finally {
            ending.finished();
        }
    }

    private void deliverTo(MessageEndpoint endpoint) {
        boolean batches = endpoint instanceof MailBatchListener;
        List<Offer> batch = take(batches ? batchSize : 1);
        if (batch.isEmpty()) {
            return;
        }
        LedgerGate.Admission admission = gate.admission(batch);
        // Until proven otherwise: an Error that escapes must not leave mails without an outcome.
        DeliveryOutcome outcome = new Failed("the delivery was cut short", null);
        try {
            outcome = deliver(endpoint, batches ? ON_MAILS : ON_MAIL, admission);
        } finally {
            report(admission.known(), admission.knownBefore());
            report(admission.admitted(), outcome);
        }
    }

    private List<Offer> take(int max) {
        try {
            return board.take(max);
        } finally {
            ending.taken();
        }
    }

    private DeliveryOutcome deliver(MessageEndpoint endpoint, Method method, LedgerGate.Admission admission) {
        TransactionWitness witness = TransactionWitness.absent();
        @Nullable Throwable failure = null;
        try {
            boolean transacted = endpoints.isDeliveryTransacted(method);
            if (transacted) {
                endpoint.beforeDelivery(method);
            }
            try {
                if (transacted) {
                    witness = TransactionWitness.ofCurrentTransaction(registry);
                }
                admission.admit(witness.isPresent());
                call(endpoint, admission.admitted());
                admission.returned(witness.isPresent());
            } catch (Throwable t) {
                failure = t;
            } finally {
                if (transacted) {
                    endpoint.afterDelivery();
                }
            }
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        if (failure instanceof LedgerGate.Shut shut) {
            return new Postponed(shut.reason());
        }
        DeliveryOutcome outcome = judge(witness, failure);
        admission.ended(outcome, witness.isPresent());
        return outcome;
    }

    private static void call(MessageEndpoint endpoint, List<Offer> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<ReceivedMail> mails =
                batch.stream().<ReceivedMail>map(Offer::offered).toList();
        if (endpoint instanceof MailBatchListener listener) {
            listener.onMails(mails);
        } else {
            ((MailListener) endpoint).onMail(mails.get(0));
        }
    }

    private static DeliveryOutcome judge(TransactionWitness witness, @Nullable Throwable failure) {
        boolean committed = witness.isPresent() ? witness.isCommitted() : failure == null;
        if (committed) {
            return new Committed();
        }
        String reason = failure == null
                ? "the transaction was rolled back"
                : "the listener failed with " + failure.getClass().getName();
        return new Failed(reason, failure);
    }

    private void report(List<Offer> batch, DeliveryOutcome outcome) {
        if (batch.isEmpty()) {
            return;
        }
        List<MessageKey> givenUp = board.complete(batch, outcome);
        if (outcome instanceof Failed failed) {
            batch.forEach(offer ->
                    InboundLog.LOG.deliveryFailed(failed.failure(), offer.mail().key(), failed.reason()));
            givenUp.forEach(mail -> InboundLog.LOG.givenUp(mail, failed.reason()));
        }
    }

    /** Called when the container stops. The bean is left alone: an interrupted bean may commit half of its work. */
    @Override
    public void release() {
        // Nothing to release: see above.
    }

    private static Method listenerMethod(Class<?> listener, String name, Class<?> parameter) {
        try {
            return listener.getMethod(name, parameter);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("the API was changed without the connector", e);
        }
    }
}
