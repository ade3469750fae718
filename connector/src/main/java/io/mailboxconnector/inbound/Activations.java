package io.mailboxconnector.inbound;

import io.mailboxconnector.engine.MailEngine;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;

public final class Activations {

    public Activations(MailEngine engine, BootstrapContext context) {}

    public void activate(MessageEndpointFactory endpoints, InboundSettings settings) {
        throw new UnsupportedOperationException();
    }

    public void deactivate(MessageEndpointFactory endpoints) {
        throw new UnsupportedOperationException();
    }

    public void stop() {}
}
