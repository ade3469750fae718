package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;
import java.util.Optional;

/** Reads what is remembered in a database. Belongs to the thread of its reader. */
public final class DurabilityReader {

    /** The default of {@code ledgerRetention}. */
    public static final String LEDGER_RETENTION = "P30D";
    /** The default of {@code uidValidityChange}. */
    public static final String UID_VALIDITY_CHANGE = "reseed";

    static final Duration DEFAULT_RETENTION = Duration.parse(LEDGER_RETENTION);

    private final Optional<String> ledgerDataSource;
    private final Duration ledgerRetention;
    private final Optional<String> consumerName;
    private final UidValidityPolicy uidValidityChange;

    DurabilityReader(SettingsReader reader, Selection select) {
        ledgerDataSource = reader.read(
                "ledgerDataSource",
                Format.text(
                        "a global JNDI name, such as java:jboss/datasources/Orders on WildFly or jdbc/orders on Payara"));
        ledgerRetention = reader.read(
                "ledgerRetention", Format.duration(Duration.ofHours(1), Duration.ofDays(3650)), LEDGER_RETENTION);
        consumerName =
                reader.read("consumerName", Format.text("a name that stays the same when the application is renewed"));
        uidValidityChange =
                reader.read("uidValidityChange", Format.choice(UidValidityPolicy.class), UID_VALIDITY_CHANGE);
        boolean hasCursor = select instanceof Selection.Cursor;
        if (hasCursor && ledgerDataSource.isEmpty()) {
            reader.fault(
                    "select",
                    "has to remember its position in a database, and none is named",
                    "Set ledgerDataSource, or use another selection.");
        }
        if (ledgerDataSource.isEmpty() && !ledgerRetention.equals(DEFAULT_RETENTION)) {
            reader.fault(
                    "ledgerRetention",
                    "would have no effect: there is no ledger without ledgerDataSource",
                    "Set ledgerDataSource, or remove it.");
        }
        if (!hasCursor && uidValidityChange != UidValidityPolicy.RESEED) {
            reader.fault(
                    "uidValidityChange",
                    "would have no effect: only a cursor has a position that a new numbering voids",
                    "Set select to cursor, or remove it.");
        }
    }

    DurabilitySettings settings() {
        return new DurabilitySettings(ledgerDataSource, ledgerRetention, consumerName, uidValidityChange);
    }
}
