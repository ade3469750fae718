package io.mailboxconnector.adapter;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.inbound.settings.DurabilityReader;
import io.mailboxconnector.inbound.settings.InboundReader;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.settings.SettingsReader;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The activation configuration of a message-driven bean: which mails of which account, and how they are delivered
 * (Connectors 2.1 §13.4.2). The account is named by {@code connectionFactoryLookup} or given by its own properties.
 *
 * <p>Compared by identity, as the specification demands. Configured by one thread before it is used.
 */
public class MailboxActivationSpec extends ReceivingBean implements ActivationSpec {

    private static final PropertyCatalogue PROPERTIES = PropertyCatalogue.of(MailboxActivationSpec.class);

    private transient @Nullable ResourceAdapter resourceAdapter;

    @ConfigProperty(
            description = "How many deliveries run at the same time; 1 keeps the order",
            defaultValue = InboundReader.MAX_CONCURRENCY)
    private @Nullable String maxConcurrency = InboundReader.MAX_CONCURRENCY;

    @ConfigProperty(
            description = "Which order several deliveries at the same time keep",
            defaultValue = InboundReader.ORDER_BY)
    private @Nullable String orderBy = InboundReader.ORDER_BY;

    @ConfigProperty(
            description = "How many mails a MailBatchListener gets at once at most",
            defaultValue = InboundReader.BATCH_SIZE)
    private @Nullable String batchSize = InboundReader.BATCH_SIZE;

    @ConfigProperty(
            description = "How often a mail is delivered again after a failed delivery",
            defaultValue = InboundReader.MAX_REDELIVERIES)
    private @Nullable String maxRedeliveries = InboundReader.MAX_REDELIVERIES;

    @ConfigProperty(
            description = "The pause before the first redelivery",
            defaultValue = InboundReader.REDELIVERY_DELAY)
    private @Nullable String redeliveryDelay = InboundReader.REDELIVERY_DELAY;

    @ConfigProperty(
            description = "The factor by which the pause grows with each redelivery",
            defaultValue = InboundReader.REDELIVERY_BACKOFF)
    private @Nullable String redeliveryBackoff = InboundReader.REDELIVERY_BACKOFF;

    @ConfigProperty(
            description = "The longest pause before a redelivery",
            defaultValue = InboundReader.REDELIVERY_MAX_DELAY)
    private @Nullable String redeliveryMaxDelay = InboundReader.REDELIVERY_MAX_DELAY;

    @ConfigProperty(
            description = "How long a stop waits for deliveries that run",
            defaultValue = InboundReader.DRAIN_TIMEOUT)
    private @Nullable String drainTimeout = InboundReader.DRAIN_TIMEOUT;

    @ConfigProperty(
            description =
                    "The JNDI name of a data source with JTA; there each mail is entered within the bean's transaction, so that it takes effect once")
    private @Nullable String ledgerDataSource;

    @ConfigProperty(
            description = "How long the ledger remembers a mail",
            defaultValue = DurabilityReader.LEDGER_RETENTION)
    private @Nullable String ledgerRetention = DurabilityReader.LEDGER_RETENTION;

    @ConfigProperty(
            description =
                    "The name under which is kept what this bean has received and what failed; by default made of the activation's name and the bean's class")
    private @Nullable String consumerName;

    @ConfigProperty(
            description = "What a cursor does when the server has renumbered the folder",
            defaultValue = DurabilityReader.UID_VALIDITY_CHANGE)
    private @Nullable String uidValidityChange = DurabilityReader.UID_VALIDITY_CHANGE;

    public @Nullable String getMaxConcurrency() {
        return maxConcurrency;
    }

    public void setMaxConcurrency(@Nullable String maxConcurrency) {
        this.maxConcurrency = maxConcurrency;
    }

    public @Nullable String getOrderBy() {
        return orderBy;
    }

    public void setOrderBy(@Nullable String orderBy) {
        this.orderBy = orderBy;
    }

    public @Nullable String getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(@Nullable String batchSize) {
        this.batchSize = batchSize;
    }

    public @Nullable String getMaxRedeliveries() {
        return maxRedeliveries;
    }

    public void setMaxRedeliveries(@Nullable String maxRedeliveries) {
        this.maxRedeliveries = maxRedeliveries;
    }

    public @Nullable String getRedeliveryDelay() {
        return redeliveryDelay;
    }

    public void setRedeliveryDelay(@Nullable String redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public @Nullable String getRedeliveryBackoff() {
        return redeliveryBackoff;
    }

    public void setRedeliveryBackoff(@Nullable String redeliveryBackoff) {
        this.redeliveryBackoff = redeliveryBackoff;
    }

    public @Nullable String getRedeliveryMaxDelay() {
        return redeliveryMaxDelay;
    }

    public void setRedeliveryMaxDelay(@Nullable String redeliveryMaxDelay) {
        this.redeliveryMaxDelay = redeliveryMaxDelay;
    }

    public @Nullable String getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(@Nullable String drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    public @Nullable String getLedgerDataSource() {
        return ledgerDataSource;
    }

    public void setLedgerDataSource(@Nullable String ledgerDataSource) {
        this.ledgerDataSource = ledgerDataSource;
    }

    public @Nullable String getLedgerRetention() {
        return ledgerRetention;
    }

    public void setLedgerRetention(@Nullable String ledgerRetention) {
        this.ledgerRetention = ledgerRetention;
    }

    public @Nullable String getConsumerName() {
        return consumerName;
    }

    public void setConsumerName(@Nullable String consumerName) {
        this.consumerName = consumerName;
    }

    public @Nullable String getUidValidityChange() {
        return uidValidityChange;
    }

    public void setUidValidityChange(@Nullable String uidValidityChange) {
        this.uidValidityChange = uidValidityChange;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        if (this.resourceAdapter != null && this.resourceAdapter != resourceAdapter) {
            throw AdapterMessages.MESSAGES.alreadyAssociated(getClass().getSimpleName());
        }
        this.resourceAdapter = resourceAdapter;
    }

    /**
     * Checks everything that can be checked without a network or a running adapter.
     *
     * @throws InvalidPropertyException with all faults in its message and the faulty properties
     */
    @Override
    public void validate() throws InvalidPropertyException {
        SettingsReader reader = new SettingsReader(PROPERTIES.values(this));
        try {
            InboundSettings.from(reader);
        } catch (ConfigurationInvalid invalid) {
            throw InvalidProperties.of(invalid, reader.faults(), MailboxActivationSpec.class);
        }
    }

    /**
     * The configuration as a valid, immutable record.
     *
     * @return the settings
     * @throws ConfigurationInvalid with all faults at once
     */
    public InboundSettings toSettings() {
        return InboundSettings.from(new SettingsReader(PROPERTIES.values(this)));
    }

    /** The configuration for logs, secrets masked. */
    @Override
    public String toString() {
        return PROPERTIES.toString(this);
    }
}
