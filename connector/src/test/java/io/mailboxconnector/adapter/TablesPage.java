package io.mailboxconnector.adapter;

import io.mailboxconnector.database.dialect.Dialect;

/** The page with the statements that create the tables, for each database. */
final class TablesPage {

    private TablesPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Tables

                Generated from the code. The connector creates these tables when they are first needed, in the database of the data
                source that a property names. Where its user may not, an administrator runs the statements of one of these sections,
                as far as the property is used, and grants that user SELECT, INSERT, UPDATE and DELETE. `mailbox-doctor ddl
                postgresql` prints the same. Times are milliseconds since 1970, UTC.
                """);
        for (Dialect dialect : Dialect.all()) {
            page.append("\n## ").append(dialect.product()).append("\n\n```sql\n");
            page.append(TableScript.text(dialect)).append("```\n");
        }
        return page.toString();
    }
}
