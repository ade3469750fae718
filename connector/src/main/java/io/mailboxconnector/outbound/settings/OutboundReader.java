package io.mailboxconnector.outbound.settings;

import io.mailboxconnector.settings.AccountReader;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.sending.SendingReader;
import java.time.Duration;

/**
 * Reads the configuration of a connection factory: an account, and what holds for its connections and for what is sent.
 *
 * <p>The constructor reads and records faults; after {@link SettingsReader#verify} has passed, {@link #settings()} gives
 * the result. Belongs to the thread of its reader.
 */
public final class OutboundReader {

    /** The default of {@code maxConnectionAge}. */
    public static final String MAX_CONNECTION_AGE = "PT30M";
    /** The default of {@code maxMessagesPerConnection}. */
    public static final String MAX_MESSAGES_PER_CONNECTION = "100";
    /** The default of {@code lazyAssociation}. */
    public static final String LAZY_ASSOCIATION = "false";

    private final AccountReader account;
    private final SendingReader sending;
    private final DispatchReader dispatch;
    private final Duration maxConnectionAge;
    private final int maxMessagesPerConnection;
    private final boolean lazyAssociation;

    /**
     * Reads all properties of the factory.
     *
     * @param reader the configuration; faults are recorded there
     */
    public OutboundReader(SettingsReader reader) {
        account = new AccountReader(reader);
        sending = new SendingReader(reader);
        dispatch = new DispatchReader(reader, sending);
        maxConnectionAge = reader.read(
                "maxConnectionAge", Format.duration(Duration.ofSeconds(1), Duration.ofDays(1)), MAX_CONNECTION_AGE);
        maxMessagesPerConnection =
                reader.read("maxMessagesPerConnection", Format.integer(1, 1_000_000), MAX_MESSAGES_PER_CONNECTION);
        lazyAssociation = reader.read("lazyAssociation", Format.flag(), LAZY_ASSOCIATION);
    }

    /**
     * Whose configuration it is, for messages.
     *
     * @return the account as far as it is known
     */
    public String subject() {
        return account.subject();
    }

    /**
     * What part the connections take in transactions.
     *
     * @return the default when the reader has a fault there
     */
    public TransactionLevel transactions() {
        return dispatch.transactions();
    }

    /**
     * The configuration of the factory.
     *
     * @return complete, valid settings
     * @throws java.util.NoSuchElementException when the reader has faults
     */
    public OutboundSettings settings() {
        return new OutboundSettings(
                account.settings(),
                new ConnectionLife(maxConnectionAge, maxMessagesPerConnection),
                sending.settings(),
                dispatch.settings(),
                lazyAssociation);
    }
}
