package io.mailboxconnector.adapter;

import io.mailboxconnector.auth.store.TableTokens;
import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.database.dialect.Table;
import io.mailboxconnector.inbound.ledger.LedgerTables;
import io.mailboxconnector.outbound.outbox.OutboxTables;
import java.util.List;

/** The statements that create all tables of the connector, with the property that needs them. */
final class TableScript {

    private TableScript() {}

    static String text(Dialect dialect) {
        return part(dialect, "ledgerDataSource", LedgerTables.all())
                + "\n" + part(dialect, "outboxDataSource", OutboxTables.all())
                + "\n" + part(dialect, "tokenStore", List.of(TableTokens.TABLE));
    }

    static String text(String product) {
        return text(Dialect.of(product).orElseThrow());
    }

    private static String part(Dialect dialect, String property, List<Table> tables) {
        return "-- Needed with the property " + property + "\n" + dialect.script(tables);
    }
}
