package io.mailboxconnector.adapter;

import io.mailboxconnector.auth.store.TokenStores;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.inbound.Activations;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.outbound.dispatch.Dispatching;
import io.mailboxconnector.outbound.transaction.CurrentTransaction;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Clock;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox connector in a server: starts with it, stops with it, activates message-driven beans (Connectors 2.1 §5.3
 * and §13.4).
 *
 * <p>A server may run any number of instances; nothing is shared between them. The engine exists from the beginning,
 * because a pool may ask for connections before {@link #start}. No method blocks on a network.
 */
public class MailboxResourceAdapter implements ResourceAdapter {

    private static final PropertyCatalogue PROPERTIES = PropertyCatalogue.of(MailboxResourceAdapter.class);

    private volatile @Nullable BootstrapContext context;
    private final CurrentTransaction transaction = CurrentTransaction.in(() -> this.context);
    private final MailEngine engine =
            new MailEngine(Clock.systemUTC(), Pause.real(), TokenStores.inServer(transaction::isPresent));
    private final Dispatching dispatching = new Dispatching(engine, transaction);
    private volatile @Nullable Activations activations;

    @Override
    public void start(BootstrapContext context) {
        this.context = context;
        activations = new Activations(engine, context);
        AdapterLog.LOG.started();
    }

    /** Ends all deliveries within a bounded time, closes all connections and threads. Idempotent. */
    @Override
    public void stop() {
        Activations running = activations;
        activations = null;
        if (running != null) {
            running.stop();
            AdapterLog.LOG.stopped();
        }
        dispatching.close();
        context = null;
        engine.close();
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        Activations running = activations;
        if (running == null) {
            throw AdapterMessages.MESSAGES.notStarted();
        }
        if (!(spec instanceof MailboxActivationSpec mailboxSpec)) {
            throw AdapterMessages.MESSAGES.foreignActivationSpec(spec.getClass().getName());
        }
        // Payara and GlassFish do not.
        mailboxSpec.validate();
        running.activate(endpoints, mailboxSpec, mailboxSpec.toSettings());
    }

    /** Idempotent: some servers deactivate twice. */
    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        Activations running = activations;
        if (running != null) {
            running.deactivate(endpoints, spec);
        }
    }

    /** None: mail servers know no two-phase commit, so there is nothing to recover. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    /**
     * The engine of this instance.
     *
     * @return the same one from construction to {@link #stop}
     */
    MailEngine engine() {
        return engine;
    }

    /**
     * What the connection factories of this instance have in order to submit mails later.
     *
     * @return the same one from construction to {@link #stop}
     */
    Dispatching dispatching() {
        return dispatching;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && PROPERTIES.equal(this, other);
    }

    @Override
    public int hashCode() {
        return PROPERTIES.hash(this);
    }

    @Override
    public String toString() {
        return PROPERTIES.toString(this);
    }
}
