package io.mailboxconnector.it.adapter.idle;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import javax.transaction.xa.XAResource;

/** Lets the server run as many short works as beans run in a round of the connector, and has no bean. */
@Connector
public class IdleAdapter implements ResourceAdapter {

    private static final int WORKS = 4;

    @Override
    public void start(BootstrapContext server) throws ResourceAdapterInternalException {
        try {
            for (int i = 0; i < WORKS; i++) {
                server.getWorkManager().scheduleWork(new ShortWork());
            }
        } catch (WorkException failure) {
            throw new ResourceAdapterInternalException(failure);
        }
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec activation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec activation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public XAResource[] getXAResources(ActivationSpec[] activations) {
        return new XAResource[0];
    }

    @Override
    public boolean equals(Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private static final class ShortWork implements Work {

        @Override
        public void run() {
            Thread.yield();
        }

        @Override
        public void release() {
            // It is short.
        }
    }
}
