package io.mailboxconnector.inbound;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.inbound.board.SharedMemory;
import io.mailboxconnector.inbound.health.ActivationHealth;
import io.mailboxconnector.inbound.settings.InboundSettings;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The activated message-driven beans of one resource adapter. Thread-safe.
 *
 * <p>An endpoint is known by the identity of its factory and its activation spec: containers hand in the same two objects
 * at every activation and deactivation, and deactivate more than once (Connectors 2.1 §13.4.2.5).
 */
public final class Activations {

    /** Identity of both parts, as the specification demands. */
    private record Endpoint(MessageEndpointFactory factory, Object spec) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Endpoint that && factory == that.factory && spec == that.spec;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(factory) + System.identityHashCode(spec);
        }
    }

    private final MailEngine engine;
    private final Clock steady;
    private final WorkManager workManager;
    private final TransactionSynchronizationRegistry registry;
    private final SharedMemory memory;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private final Map<Endpoint, MailboxActivation> activations = new HashMap<>();

    private boolean stopped;

    /**
     * Creates the registry; nothing is started.
     *
     * @param engine opens the connections
     * @param context its work manager runs the deliveries, its synchronization registry tells how they ended
     */
    public Activations(MailEngine engine, BootstrapContext context) {
        this(engine, context, SteadyClock.from(engine.clock()));
    }

    /** With a clock for intervals. */
    Activations(MailEngine engine, BootstrapContext context, Clock steady) {
        this.engine = engine;
        this.steady = steady;
        this.memory = SharedMemory.fresh(steady);
        this.workManager = context.getWorkManager();
        this.registry = context.getTransactionSynchronizationRegistry();
    }

    /**
     * Starts to deliver to a message-driven bean. Returns at once: connecting happens on the watch's own thread. An
     * endpoint that is active already stays as it is; after {@link #stop()} nothing happens.
     *
     * @param factory makes the endpoints
     * @param spec the activation spec, as the identity
     * @param settings what the spec says
     */
    public void activate(MessageEndpointFactory factory, Object spec, InboundSettings settings) {
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            activations.computeIfAbsent(new Endpoint(factory, spec), endpoint -> {
                MailboxActivation activation =
                        new MailboxActivation(factory, settings, engine, steady, workManager, registry, memory);
                activation.start();
                return activation;
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the deliveries to a message-driven bean and waits, a bounded time, for those that run. Does nothing when the
     * endpoint is not active.
     *
     * @param factory the factory given to {@link #activate}
     * @param spec the spec given to {@link #activate}
     */
    public void deactivate(MessageEndpointFactory factory, Object spec) {
        MailboxActivation activation;
        lock.lock();
        try {
            activation = activations.remove(new Endpoint(factory, spec));
        } finally {
            lock.unlock();
        }
        if (activation != null) {
            activation.stop(steady.instant());
        }
    }

    /** Ends all deliveries. Idempotent. */
    public void stop() {
        List<MailboxActivation> all;
        lock.lock();
        try {
            stopped = true;
            all = new ArrayList<>(activations.values());
            activations.clear();
        } finally {
            lock.unlock();
        }
        // All at once, so that they drain side by side and within one limit.
        Instant asked = steady.instant();
        all.forEach(MailboxActivation::beginStop);
        all.forEach(activation -> activation.stop(asked));
    }

    /**
     * How all activations are.
     *
     * @return one snapshot for each, in no order
     */
    public List<ActivationHealth> health() {
        lock.lock();
        try {
            return activations.values().stream().map(MailboxActivation::health).toList();
        } finally {
            lock.unlock();
        }
    }
}
