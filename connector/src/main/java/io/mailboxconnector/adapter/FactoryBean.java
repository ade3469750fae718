package io.mailboxconnector.adapter;

import io.mailboxconnector.outbound.settings.OutboundReader;
import jakarta.resource.spi.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a connection factory has beyond those of its account and of sending: what holds for its connections. As in {@link AccountBean} all of them are texts; {@link OutboundReader} says what they mean.
 *
 * <p>Configured by one thread before it is used (Connectors 2.1 §5.3.7).
 */
public abstract class FactoryBean extends SendingBean {

    @ConfigProperty(
            description = "How old a session with a server gets before another one takes its place",
            defaultValue = OutboundReader.MAX_CONNECTION_AGE)
    private @Nullable String maxConnectionAge = OutboundReader.MAX_CONNECTION_AGE;

    @ConfigProperty(
            description = "How many mails are sent over one session before another one takes its place",
            defaultValue = OutboundReader.MAX_MESSAGES_PER_CONNECTION)
    private @Nullable String maxMessagesPerConnection = OutboundReader.MAX_MESSAGES_PER_CONNECTION;

    public @Nullable String getMaxConnectionAge() {
        return maxConnectionAge;
    }

    public void setMaxConnectionAge(@Nullable String maxConnectionAge) {
        this.maxConnectionAge = maxConnectionAge;
    }

    public @Nullable String getMaxMessagesPerConnection() {
        return maxMessagesPerConnection;
    }

    public void setMaxMessagesPerConnection(@Nullable String maxMessagesPerConnection) {
        this.maxMessagesPerConnection = maxMessagesPerConnection;
    }
}
