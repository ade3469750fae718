package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.AccountReader;
import io.mailboxconnector.settings.AccountSource;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the activation configuration of a message-driven bean and the rules between its properties.
 *
 * <p>The constructor reads and records faults; after {@link SettingsReader#verify} has passed, {@link #settings()} gives
 * the result. Belongs to the thread of its reader.
 */
public final class InboundReader {

    /** The default of {@code folder}. */
    public static final String FOLDER = "INBOX";
    /** The default of {@code select}. */
    public static final String SELECT = "unseen";
    /** The default of {@code start}. */
    public static final String START = "all";
    /** The default of {@code orderBy}. */
    public static final String ORDER_BY = "none";
    /** The default of {@code drainTimeout}. */
    public static final String DRAIN_TIMEOUT = "PT30S";
    /** The default of {@code afterDelivery}. */
    public static final String AFTER_DELIVERY = "seen";
    /** The default of {@code onFailure}. */
    public static final String ON_FAILURE = "move:Failed";
    /** The default of {@code maxConcurrency}. */
    public static final String MAX_CONCURRENCY = "1";
    /** The default of {@code batchSize}. */
    public static final String BATCH_SIZE = "50";
    /** The default of {@code idleRenewal}. */
    public static final String IDLE_RENEWAL = "PT5M";
    /** The default of {@code pollInterval}. */
    public static final String POLL_INTERVAL = "PT5M";
    /** The default of {@code maxRedeliveries}. */
    public static final String MAX_REDELIVERIES = "5";
    /** The default of {@code redeliveryDelay}. */
    public static final String REDELIVERY_DELAY = "PT10S";
    /** The default of {@code redeliveryBackoff}. */
    public static final String REDELIVERY_BACKOFF = "2";
    /** The default of {@code redeliveryMaxDelay}. */
    public static final String REDELIVERY_MAX_DELAY = "PT10M";
    /** The default of {@code fetchBudget}. */
    public static final String FETCH_BUDGET = "8MiB";
    /** The default of {@code spoolThreshold}. */
    public static final String SPOOL_THRESHOLD = "1MiB";

    private static final Format<Duration> PAUSE = Format.duration(Duration.ZERO, Duration.ofDays(7));

    private final SettingsReader reader;
    private final Optional<String> lookup;
    private final Optional<AccountReader> account;
    private final String folder;
    private final Selection select;
    private final Start start;
    private final DeliveryOrder orderBy;
    private final Duration drainTimeout;
    private final DurabilityReader durability;
    private final Settlement afterDelivery;
    private final Settlement onFailure;
    private final int maxConcurrency;
    private final int batchSize;
    private final Duration idleRenewal;
    private final Duration pollInterval;
    private final RedeliveryPolicy redelivery;
    private final long fetchBudget;
    private final long spoolThreshold;
    private final ContentPolicy content;

    /**
     * Reads all properties of the activation.
     *
     * @param reader the configuration; faults are recorded there
     */
    public InboundReader(SettingsReader reader) {
        this.reader = reader;
        lookup = reader.read(
                "connectionFactoryLookup",
                Format.text("a global JNDI name, such as java:/eis/Mailbox on WildFly or eis/Mailbox on Payara"));
        account = account();
        folder = reader.read("folder", Format.text("the full name of a folder"), FOLDER);
        select = reader.read("select", Selection.format(), SELECT);
        start = reader.read("start", Start.format(), START);
        afterDelivery = reader.read("afterDelivery", SettlementFormat.afterDelivery(), AFTER_DELIVERY);
        onFailure = reader.read("onFailure", SettlementFormat.onFailure(), ON_FAILURE);
        maxConcurrency = reader.read("maxConcurrency", Format.integer(1, 256), MAX_CONCURRENCY);
        orderBy = reader.read("orderBy", Format.choice(DeliveryOrder.class), ORDER_BY);
        batchSize = reader.read("batchSize", Format.integer(1, 1000), BATCH_SIZE);
        // RFC 2177: a server may end an idle connection after 30 minutes.
        idleRenewal = reader.read(
                "idleRenewal", Format.duration(Duration.ofSeconds(1), Duration.ofMinutes(29)), IDLE_RENEWAL);
        pollInterval =
                reader.read("pollInterval", Format.duration(Duration.ofSeconds(1), Duration.ofDays(1)), POLL_INTERVAL);
        redelivery = redelivery();
        fetchBudget = reader.read("fetchBudget", Format.size("64KiB", "1GiB"), FETCH_BUDGET);
        spoolThreshold = reader.read("spoolThreshold", Format.size("1KiB", "1GiB"), SPOOL_THRESHOLD);
        drainTimeout = reader.read("drainTimeout", Format.duration(Duration.ZERO, Duration.ofHours(1)), DRAIN_TIMEOUT);
        content = ContentReader.read(reader);
        durability = new DurabilityReader(reader, select);
        checkStart();
        checkSettlements();
        checkSizes();
    }

    /**
     * Whose configuration it is, for messages.
     *
     * @return the folder and the account as far as they are known
     */
    public String subject() {
        return "the activation for " + watched();
    }

    private String watched() {
        String whose =
                account.map(AccountReader::subject).orElseGet(() -> "the account of " + lookup.orElse("(unreadable)"));
        return folder + " of " + whose;
    }

    /**
     * The activation.
     *
     * @return complete, valid settings
     * @throws java.util.NoSuchElementException when the reader has faults
     */
    public InboundSettings settings() {
        AccountSource source = account.<AccountSource>map(AccountReader::settings)
                .orElseGet(() -> new JndiAccount(lookup.orElseThrow()));
        return new InboundSettings(
                watched(),
                source,
                folder,
                select,
                start,
                afterDelivery,
                onFailure,
                maxConcurrency,
                orderBy,
                batchSize,
                idleRenewal,
                pollInterval,
                redelivery,
                fetchBudget,
                spoolThreshold,
                drainTimeout,
                content,
                durability.settings());
    }

    private Optional<AccountReader> account() {
        if (!reader.isGiven("connectionFactoryLookup")) {
            return Optional.of(new AccountReader(reader));
        }
        AccountReader.refuse(
                reader,
                "would have no effect: the account is that of connectionFactoryLookup",
                "Remove it here and set it on the connection factory, or remove connectionFactoryLookup.");
        return Optional.empty();
    }

    private RedeliveryPolicy redelivery() {
        RedeliveryPolicy policy = new RedeliveryPolicy(
                reader.read("maxRedeliveries", Format.integer(0, 1000), MAX_REDELIVERIES),
                reader.read("redeliveryDelay", PAUSE, REDELIVERY_DELAY),
                reader.read("redeliveryBackoff", Format.decimal("1", "10"), REDELIVERY_BACKOFF)
                        .doubleValue(),
                reader.read("redeliveryMaxDelay", PAUSE, REDELIVERY_MAX_DELAY));
        if (policy.maxRedeliveries() == 0) {
            refuseWithoutRedelivery("redeliveryBackoff", policy.backoff() != Double.parseDouble(REDELIVERY_BACKOFF));
            refuseWithoutRedelivery(
                    "redeliveryMaxDelay", !policy.maxDelay().equals(Duration.parse(REDELIVERY_MAX_DELAY)));
        }
        if (policy.maxDelay().compareTo(policy.delay()) < 0) {
            reader.fault(
                    "redeliveryMaxDelay",
                    "is shorter than redeliveryDelay (" + policy.delay() + ")",
                    "Make it at least as long.");
        }
        return policy;
    }

    private void refuseWithoutRedelivery(String property, boolean isSet) {
        if (isSet) {
            reader.fault(
                    property,
                    "would have no effect: with maxRedeliveries=0 no failed mail is delivered again",
                    "Remove it, or raise maxRedeliveries.");
        }
    }

    private void checkSettlements() {
        boolean marksSeen = afterDelivery instanceof Settlement.MarkSeen || afterDelivery instanceof Settlement.CopyTo;
        if (marksSeen && !select.findsUnreadOnly() && !(select instanceof Selection.Cursor)) {
            reader.fault(
                    "afterDelivery",
                    "does not tell delivered mails from new ones: it marks them as read, and select takes read mails, too,"
                            + " so all would be delivered again",
                    "Use move:<folder>, flag:<keyword> or delete, or a selection with UNSEEN.");
        }
        refuseWantedKeyword("afterDelivery", afterDelivery);
        refuseWantedKeyword("onFailure", onFailure);
        refuseOwnFolder("afterDelivery", afterDelivery);
        refuseOwnFolder("onFailure", onFailure);
    }

    private void checkStart() {
        if (start instanceof Start.New && !(select instanceof Selection.Cursor)) {
            reader.fault(
                    "start",
                    "would need to be remembered from the first activation on, or mail that arrives during an outage"
                            + " would be taken for old",
                    "Use all, since:<date>, or select=cursor, which remembers.");
        }
    }

    private void refuseWantedKeyword(String property, Settlement settlement) {
        if (settlement instanceof Settlement.Flag flag && select.demands(flag.keyword())) {
            reader.fault(
                    property,
                    "sets the keyword " + flag.keyword()
                            + ", which select demands of new mails: none would be delivered",
                    "Use another keyword.");
        }
    }

    private void refuseOwnFolder(String property, Settlement settlement) {
        if (settlement instanceof Settlement.MoveTo target && target.folder().equalsIgnoreCase(folder)) {
            reader.fault(property, "would move mails into the watched folder itself", "Name another folder.");
        } else if (settlement instanceof Settlement.CopyTo target
                && target.folder().equalsIgnoreCase(folder)) {
            reader.fault(property, "would copy mails into the watched folder itself", "Name another folder.");
        }
    }

    private void checkSizes() {
        if (spoolThreshold > fetchBudget) {
            reader.fault(
                    "spoolThreshold",
                    "is greater than fetchBudget: a mail between the two could never be fetched",
                    "Make it smaller, or fetchBudget greater.");
        }
    }
}
