package io.mailboxconnector.adapter;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.inbound.settings.ContentReader;
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
 * The activation configuration of a message-driven bean: which folder of which account, and the delivery policy
 * (Connectors 2.1 §13.4.2). The account is named by {@code connectionFactoryLookup} or given by its own properties.
 *
 * <p>Compared by identity, as the specification demands. Configured by one thread before it is used.
 */
public class MailboxActivationSpec extends AccountBean implements ActivationSpec {

    private static final PropertyCatalogue PROPERTIES = PropertyCatalogue.of(MailboxActivationSpec.class);

    private transient @Nullable ResourceAdapter resourceAdapter;

    @ConfigProperty(
            description =
                    "The JNDI name of a connection factory of this adapter whose account is used, instead of account properties here")
    private @Nullable String connectionFactoryLookup;

    @ConfigProperty(description = "The folder to watch", defaultValue = InboundReader.FOLDER)
    private @Nullable String folder = InboundReader.FOLDER;

    @ConfigProperty(description = "Which of its mails are delivered", defaultValue = InboundReader.SELECT)
    private @Nullable String select = InboundReader.SELECT;

    @ConfigProperty(
            description = "Which of the mails that were there before are delivered",
            defaultValue = InboundReader.START)
    private @Nullable String start = InboundReader.START;

    @ConfigProperty(
            description = "What happens to a mail on the server after its delivery was committed",
            defaultValue = InboundReader.AFTER_DELIVERY)
    private @Nullable String afterDelivery = InboundReader.AFTER_DELIVERY;

    @ConfigProperty(
            description = "What happens to a mail on the server after its last redelivery failed",
            defaultValue = InboundReader.ON_FAILURE)
    private @Nullable String onFailure = InboundReader.ON_FAILURE;

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
            description = "How long the connector waits for news in one IDLE command",
            defaultValue = InboundReader.IDLE_RENEWAL)
    private @Nullable String idleRenewal = InboundReader.IDLE_RENEWAL;

    @ConfigProperty(
            description = "How often the connector looks for mail that no news announced",
            defaultValue = InboundReader.POLL_INTERVAL)
    private @Nullable String pollInterval = InboundReader.POLL_INTERVAL;

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
            description = "How much memory the mails may take that wait for their delivery",
            defaultValue = InboundReader.FETCH_BUDGET)
    private @Nullable String fetchBudget = InboundReader.FETCH_BUDGET;

    @ConfigProperty(
            description = "From which size on a mail is kept in a temporary file instead of memory",
            defaultValue = InboundReader.SPOOL_THRESHOLD)
    private @Nullable String spoolThreshold = InboundReader.SPOOL_THRESHOLD;

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

    @ConfigProperty(
            description = "The greatest size of a mail that is read",
            defaultValue = ContentReader.MAX_MESSAGE_SIZE)
    private @Nullable String maxMessageSize = ContentReader.MAX_MESSAGE_SIZE;

    @ConfigProperty(
            description =
                    "What happens to a greater mail, before any of its body is read: it is treated as onFailure says, or delivered with its headers only, or stays in its folder untouched",
            defaultValue = ContentReader.OVERSIZE)
    private @Nullable String oversize = ContentReader.OVERSIZE;

    @ConfigProperty(
            description =
                    "What happens to a mail that cannot be parsed: it is delivered as it came, or treated as onFailure says",
            defaultValue = ContentReader.MALFORMED)
    private @Nullable String malformed = ContentReader.MALFORMED;

    @ConfigProperty(description = "Kinds of mails that are settled as afterDelivery says without being delivered")
    private @Nullable String skip;

    @ConfigProperty(
            description = "How many mails of one sender the bean may answer within replyPeriod; more look like a loop",
            defaultValue = ContentReader.MAX_REPLIES_PER_SENDER)
    private @Nullable String maxRepliesPerSender = ContentReader.MAX_REPLIES_PER_SENDER;

    @ConfigProperty(
            description = "The time for which answers to a sender are counted",
            defaultValue = ContentReader.REPLY_PERIOD)
    private @Nullable String replyPeriod = ContentReader.REPLY_PERIOD;

    public @Nullable String getConnectionFactoryLookup() {
        return connectionFactoryLookup;
    }

    public void setConnectionFactoryLookup(@Nullable String connectionFactoryLookup) {
        this.connectionFactoryLookup = connectionFactoryLookup;
    }

    public @Nullable String getFolder() {
        return folder;
    }

    public void setFolder(@Nullable String folder) {
        this.folder = folder;
    }

    public @Nullable String getSelect() {
        return select;
    }

    public void setSelect(@Nullable String select) {
        this.select = select;
    }

    public @Nullable String getStart() {
        return start;
    }

    public void setStart(@Nullable String start) {
        this.start = start;
    }

    public @Nullable String getAfterDelivery() {
        return afterDelivery;
    }

    public void setAfterDelivery(@Nullable String afterDelivery) {
        this.afterDelivery = afterDelivery;
    }

    public @Nullable String getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(@Nullable String onFailure) {
        this.onFailure = onFailure;
    }

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

    public @Nullable String getIdleRenewal() {
        return idleRenewal;
    }

    public void setIdleRenewal(@Nullable String idleRenewal) {
        this.idleRenewal = idleRenewal;
    }

    public @Nullable String getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(@Nullable String pollInterval) {
        this.pollInterval = pollInterval;
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

    public @Nullable String getFetchBudget() {
        return fetchBudget;
    }

    public void setFetchBudget(@Nullable String fetchBudget) {
        this.fetchBudget = fetchBudget;
    }

    public @Nullable String getSpoolThreshold() {
        return spoolThreshold;
    }

    public void setSpoolThreshold(@Nullable String spoolThreshold) {
        this.spoolThreshold = spoolThreshold;
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

    public @Nullable String getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(@Nullable String maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public @Nullable String getOversize() {
        return oversize;
    }

    public void setOversize(@Nullable String oversize) {
        this.oversize = oversize;
    }

    public @Nullable String getMalformed() {
        return malformed;
    }

    public void setMalformed(@Nullable String malformed) {
        this.malformed = malformed;
    }

    public @Nullable String getSkip() {
        return skip;
    }

    public void setSkip(@Nullable String skip) {
        this.skip = skip;
    }

    public @Nullable String getMaxRepliesPerSender() {
        return maxRepliesPerSender;
    }

    public void setMaxRepliesPerSender(@Nullable String maxRepliesPerSender) {
        this.maxRepliesPerSender = maxRepliesPerSender;
    }

    public @Nullable String getReplyPeriod() {
        return replyPeriod;
    }

    public void setReplyPeriod(@Nullable String replyPeriod) {
        this.replyPeriod = replyPeriod;
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
