package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.AccountSource;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;

/**
 * Everything an activation needs to know: a valid, complete, immutable value.
 *
 * @param watched folder and account, for messages
 * @param account whose mail; a lookup in JNDI when asked, if the account is named by a connection factory
 * @param protocol by which it is read; the folder, the selection and the start have no meaning for POP3
 * @param folder the full name of the watched folder
 * @param select which mails are delivered
 * @param start from where on the mails are delivered that were there before
 * @param afterDelivery what happens to a mail whose delivery was committed
 * @param onFailure what happens to a mail that is given up: {@code Flag}, {@code MoveTo} or {@code Keep}
 * @param maxConcurrency deliveries at the same time, at least 1
 * @param orderBy which order several deliveries keep
 * @param batchSize mails per call of a batch listener, at least 1
 * @param idleRenewal the longest IDLE
 * @param pollInterval the longest time without a look at the folder
 * @param redelivery what happens to a failed delivery
 * @param fetchBudget bytes of mail in memory
 * @param spoolThreshold size in bytes from which a mail is kept in a file; at most the budget
 * @param drainTimeout how long a stop waits for deliveries that run
 * @param content which mails are not delivered for what they are
 * @param durability what is remembered in a database
 */
public record InboundSettings(
        String watched,
        AccountSource account,
        ReadingProtocol protocol,
        String folder,
        Selection select,
        Start start,
        Settlement afterDelivery,
        Settlement onFailure,
        int maxConcurrency,
        DeliveryOrder orderBy,
        int batchSize,
        Duration idleRenewal,
        Duration pollInterval,
        RedeliveryPolicy redelivery,
        long fetchBudget,
        long spoolThreshold,
        Duration drainTimeout,
        ContentPolicy content,
        DurabilitySettings durability) {

    /**
     * Reads the configuration of an activation.
     *
     * @param reader the configuration
     * @return the settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults of account and delivery at once
     */
    public static InboundSettings from(SettingsReader reader) {
        InboundReader inbound = new InboundReader(reader);
        reader.verify(inbound.subject());
        return inbound.settings();
    }

    /**
     * The mails to deliver, as an IMAP search expression (RFC 9051 §6.4.4). Keywords that mark a mail as done are part
     * of it.
     *
     * @return such as {@code UNSEEN UNDELETED UNKEYWORD processed}
     */
    public String searchExpression() {
        String since = start instanceof Start.Since some ? " " + some.key() : "";
        return select.expression() + since + without(afterDelivery) + without(onFailure);
    }

    /**
     * What happens to a mail that is given up.
     *
     * @param reason why it is, for the log
     * @return a quarantine instead of a plain move
     */
    public Settlement onFailure(String reason) {
        return onFailure instanceof Settlement.MoveTo target
                ? new Settlement.Quarantine(target.folder(), reason)
                : onFailure;
    }

    /**
     * The size from which a mail is kept in a file, at most half of the budget: then any smaller mail fits whenever the
     * budget is half free.
     *
     * @return bytes
     */
    public long spoolLimit() {
        return Math.min(spoolThreshold, fetchBudget / 2);
    }

    private static String without(Settlement settlement) {
        return settlement instanceof Settlement.Flag flag ? " UNKEYWORD " + flag.keyword() : "";
    }
}
