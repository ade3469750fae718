package io.mailboxconnector.adapter;

import io.mailboxconnector.inbound.settings.ContentReader;
import io.mailboxconnector.inbound.settings.InboundReader;
import jakarta.resource.spi.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an activation that say whose mails are taken, which of them, how they are read, and what becomes of them on
 * the server; all are texts, which {@link InboundReader} understands.
 *
 * <p>Belongs to the container, which sets all properties before it uses the bean.
 */
public abstract class ReceivingBean extends AccountBean {

    @ConfigProperty(
            description =
                    "The JNDI name of a connection factory of this adapter whose account is used, instead of account properties here")
    private @Nullable String connectionFactoryLookup;

    @ConfigProperty(
            description =
                    "By which protocol the mailbox is read; pop3 needs afterDelivery=delete, or keep with a ledger",
            defaultValue = InboundReader.PROTOCOL)
    private @Nullable String protocol = InboundReader.PROTOCOL;

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
            description = "How long the connector waits for news in one IDLE command",
            defaultValue = InboundReader.IDLE_RENEWAL)
    private @Nullable String idleRenewal = InboundReader.IDLE_RENEWAL;

    @ConfigProperty(
            description = "How often the connector looks for mail that no news announced",
            defaultValue = InboundReader.POLL_INTERVAL)
    private @Nullable String pollInterval = InboundReader.POLL_INTERVAL;

    @ConfigProperty(
            description = "How much memory the mails may take that wait for their delivery",
            defaultValue = InboundReader.FETCH_BUDGET)
    private @Nullable String fetchBudget = InboundReader.FETCH_BUDGET;

    @ConfigProperty(
            description = "From which size on a mail is kept in a temporary file instead of memory",
            defaultValue = InboundReader.SPOOL_THRESHOLD)
    private @Nullable String spoolThreshold = InboundReader.SPOOL_THRESHOLD;

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

    public @Nullable String getProtocol() {
        return protocol;
    }

    public void setProtocol(@Nullable String protocol) {
        this.protocol = protocol;
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
}
