package io.mailboxconnector.outbound.settings;

import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.sending.SendingReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads when mails are submitted, and the rules of the outbox. Belongs to the thread of its reader.
 */
public final class DispatchReader {

    /** The default of {@code sendMode}. */
    public static final String SEND_MODE = "immediate";
    /** The default of {@code transactionLevel}. */
    public static final String TRANSACTION_LEVEL = "none";
    /** The default of {@code outboxLease}. */
    public static final String LEASE = "PT15M";
    /** The default of {@code outboxPatience}: RFC 5321 §4.5.4.1 asks for four to five days. */
    public static final String PATIENCE = "P4D";
    /** The default of {@code outboxRetention}. */
    public static final String RETENTION = "P7D";
    /** The default of {@code outboxUnknown}. */
    public static final String UNKNOWN = "park";

    private static final List<String> OF_THE_OUTBOX =
            List.of("outboxDataSource", "outboxLease", "outboxPatience", "outboxRetention", "outboxUnknown");

    private final SendMode mode;
    private final TransactionLevel transactions;
    private final Optional<String> dataSource;
    private final Duration lease;
    private final Duration patience;
    private final Duration retention;
    private final UnknownPolicy unknown;

    DispatchReader(SettingsReader reader, SendingReader sending) {
        mode = reader.read("sendMode", Format.choice(SendMode.class), SEND_MODE);
        transactions = reader.read("transactionLevel", Format.choice(TransactionLevel.class), TRANSACTION_LEVEL);
        dataSource = reader.read(
                "outboxDataSource",
                Format.text(
                        "a global JNDI name, such as java:jboss/datasources/Mail on WildFly or jdbc/mail on Payara"));
        lease = reader.read("outboxLease", Format.duration(Duration.ofSeconds(1), Duration.ofDays(1)), LEASE);
        patience = reader.read("outboxPatience", Format.duration(Duration.ZERO, Duration.ofDays(90)), PATIENCE);
        retention = reader.read("outboxRetention", Format.duration(Duration.ZERO, Duration.ofDays(3650)), RETENTION);
        unknown = reader.read("outboxUnknown", Format.choice(UnknownPolicy.class), UNKNOWN);
        check(reader, sending.settings().submissionTimeout());
    }

    /** What part the connections take in transactions: the default when what is configured is no level. */
    TransactionLevel transactions() {
        return transactions;
    }

    /** The rules; meaningful when the reader has no faults. */
    DispatchSettings settings() {
        return new DispatchSettings(
                mode,
                transactions,
                dataSource
                        .filter(name -> mode == SendMode.OUTBOX)
                        .map(name -> new OutboxSettings(name, lease, patience, retention, unknown)));
    }

    private void check(SettingsReader reader, Duration submissionTimeout) {
        if (transactions == TransactionLevel.LOCAL && mode != SendMode.IMMEDIATE) {
            reader.fault(
                    "transactionLevel",
                    "has no effect with sendMode=" + Format.nameOf(mode),
                    "Remove it, or remove sendMode: with transactionLevel=local mails are submitted within the commit.");
        }
        if (mode == SendMode.OUTBOX) {
            reader.require(
                    "outboxDataSource",
                    "is needed with sendMode=outbox",
                    "Name the data source whose database shall keep the mails until they are sent.");
            if (lease.compareTo(submissionTimeout) <= 0) {
                reader.fault(
                        "outboxLease",
                        "is not longer than submissionTimeout (" + submissionTimeout + ")",
                        "Make it longer: another node would take a mail that is still being sent.");
            }
            return;
        }
        reader.declarations().stream()
                .filter(declaration -> OF_THE_OUTBOX.contains(declaration.property()))
                .forEach(declaration -> reader.refuse(
                        declaration, "has no effect without sendMode=outbox", "Remove it, or set sendMode=outbox."));
    }
}
