package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.database.Database;
import io.mailboxconnector.inbound.settings.DurabilitySettings;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.settings.Selection;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The ledger of an activation, and its cursor if it has one.
 *
 * @param ledger which mails took effect
 * @param cursor how far the activation has come; empty where the selection tells what is new
 */
public record Durability(Ledger ledger, Optional<Cursor> cursor) {

    /**
     * As the settings say. Nothing is asked of the database yet.
     *
     * @param settings the activation
     * @param consumer the name of the activation
     * @param clock for the retention
     * @param inTransaction whether the calling thread has a transaction of the container
     * @return the ledger and the cursor
     */
    public static Durability of(InboundSettings settings, String consumer, Clock clock, BooleanSupplier inTransaction) {
        DurabilitySettings durability = settings.durability();
        if (durability.ledgerDataSource().isEmpty()) {
            return new Durability(Ledger.none(), Optional.empty());
        }
        Database database = Database.named(
                "ledgerDataSource", durability.ledgerDataSource().get(), LedgerTables.ALL, inTransaction);
        Ledger ledger = new TableLedger(database, consumer, durability.ledgerRetention(), clock);
        boolean hasCursor = settings.select() instanceof Selection.Cursor;
        Cursor cursor = new Cursor(
                database, consumer, settings.watched(), settings.start(), durability.uidValidityChange(), clock);
        return new Durability(ledger, hasCursor ? Optional.of(cursor) : Optional.empty());
    }
}
