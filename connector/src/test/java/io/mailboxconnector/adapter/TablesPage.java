package io.mailboxconnector.adapter;

import io.mailboxconnector.database.dialect.Dialect;
import io.mailboxconnector.inbound.ledger.LedgerTables;

/** The page with the statements that create the tables of inbound, for each database. */
final class TablesPage {

    private TablesPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Tables

                Generated from the code. The connector creates these tables in the database of `ledgerDataSource` when they are first
                needed. Where its user may not, an administrator runs the statements of one of these sections, and grants that user
                SELECT, INSERT, UPDATE and DELETE. Times are milliseconds since 1970, UTC.
                """);
        for (Dialect dialect : Dialect.all()) {
            page.append("\n## ").append(dialect.product()).append("\n\n```sql\n");
            page.append(LedgerTables.script(dialect)).append("```\n");
        }
        return page.toString();
    }
}
