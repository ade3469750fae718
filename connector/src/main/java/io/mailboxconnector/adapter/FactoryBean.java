package io.mailboxconnector.adapter;

import io.mailboxconnector.outbound.settings.DispatchReader;
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

    @ConfigProperty(
            description =
                    "Whether the server's pool, when it is exhausted, may take a connection away from a handle that is open but not at work; the handle gets another one on its next use",
            defaultValue = OutboundReader.LAZY_ASSOCIATION)
    private @Nullable String lazyAssociation = OutboundReader.LAZY_ASSOCIATION;

    @ConfigProperty(
            description =
                    "When mails are submitted: within send, after the commit of the transaction, or from an outbox table that the transaction writes",
            defaultValue = DispatchReader.SEND_MODE)
    private @Nullable String sendMode = DispatchReader.SEND_MODE;

    @ConfigProperty(
            description =
                    "What part connections take in transactions: none, or as a resource with a local transaction, whose mails are submitted within the commit and whose refusal rolls it back",
            defaultValue = DispatchReader.TRANSACTION_LEVEL)
    private @Nullable String transactionLevel = DispatchReader.TRANSACTION_LEVEL;

    @ConfigProperty(description = "The JNDI name of the data source of the outbox; needed with sendMode=outbox")
    private @Nullable String outboxDataSource;

    @ConfigProperty(
            description =
                    "After which time a mail of the outbox that a node took and did not finish is free again; longer than submissionTimeout",
            defaultValue = DispatchReader.LEASE)
    private @Nullable String outboxLease = DispatchReader.LEASE;

    @ConfigProperty(
            description = "How long a mail of the outbox is tried again while the server refuses it for the moment",
            defaultValue = DispatchReader.PATIENCE)
    private @Nullable String outboxPatience = DispatchReader.PATIENCE;

    @ConfigProperty(
            description = "How long mails stay in the outbox after they were sent",
            defaultValue = DispatchReader.RETENTION)
    private @Nullable String outboxRetention = DispatchReader.RETENTION;

    @ConfigProperty(
            description =
                    "What is done with a mail of the outbox of which nobody knows whether it was sent: it waits for somebody, or is sent once more",
            defaultValue = DispatchReader.UNKNOWN)
    private @Nullable String outboxUnknown = DispatchReader.UNKNOWN;

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

    public @Nullable String getLazyAssociation() {
        return lazyAssociation;
    }

    public void setLazyAssociation(@Nullable String lazyAssociation) {
        this.lazyAssociation = lazyAssociation;
    }

    public @Nullable String getSendMode() {
        return sendMode;
    }

    public void setSendMode(@Nullable String sendMode) {
        this.sendMode = sendMode;
    }

    public @Nullable String getTransactionLevel() {
        return transactionLevel;
    }

    public void setTransactionLevel(@Nullable String transactionLevel) {
        this.transactionLevel = transactionLevel;
    }

    public @Nullable String getOutboxDataSource() {
        return outboxDataSource;
    }

    public void setOutboxDataSource(@Nullable String outboxDataSource) {
        this.outboxDataSource = outboxDataSource;
    }

    public @Nullable String getOutboxLease() {
        return outboxLease;
    }

    public void setOutboxLease(@Nullable String outboxLease) {
        this.outboxLease = outboxLease;
    }

    public @Nullable String getOutboxPatience() {
        return outboxPatience;
    }

    public void setOutboxPatience(@Nullable String outboxPatience) {
        this.outboxPatience = outboxPatience;
    }

    public @Nullable String getOutboxRetention() {
        return outboxRetention;
    }

    public void setOutboxRetention(@Nullable String outboxRetention) {
        this.outboxRetention = outboxRetention;
    }

    public @Nullable String getOutboxUnknown() {
        return outboxUnknown;
    }

    public void setOutboxUnknown(@Nullable String outboxUnknown) {
        this.outboxUnknown = outboxUnknown;
    }
}
