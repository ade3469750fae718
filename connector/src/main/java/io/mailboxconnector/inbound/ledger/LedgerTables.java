package io.mailboxconnector.inbound.ledger;

import io.mailboxconnector.database.dialect.Column;
import io.mailboxconnector.database.dialect.ColumnType;
import io.mailboxconnector.database.dialect.Table;
import java.util.List;

/** The tables of inbound. Stateless. */
public final class LedgerTables {

    static final int LONGEST_SETTLEMENT = 1000;

    /** One row per mail that took effect, with the settlement that its bean chose, if it did. */
    static final Table LEDGER = Table.of(
                    "mbx_ledger",
                    List.of(
                            Column.text("scope", 64),
                            Column.of("mail_uid", ColumnType.LONG),
                            Column.text("consumer", 255),
                            Column.text("mailbox", 255),
                            Column.text("folder", 255),
                            Column.of("uid_validity", ColumnType.LONG),
                            Column.of("entered_at", ColumnType.INSTANT),
                            Column.of("expires_at", ColumnType.INSTANT),
                            Column.text("settlement", LONGEST_SETTLEMENT).orNull()),
                    List.of("scope", "mail_uid"))
            .indexed("mbx_ledger_expiry", "expires_at");

    /** One row per mail whose delivery failed. */
    static final Table ATTEMPTS = Table.of(
                    "mbx_attempt",
                    List.of(
                            Column.text("scope", 64),
                            Column.of("mail_uid", ColumnType.LONG),
                            Column.of("attempts", ColumnType.INTEGER),
                            Column.of("expires_at", ColumnType.INSTANT)),
                    List.of("scope", "mail_uid"))
            .indexed("mbx_attempt_expiry", "expires_at");

    /** One row per folder and consumer with a cursor. */
    static final Table CURSOR = Table.of(
            "mbx_cursor",
            List.of(
                    Column.text("folder_scope", 64),
                    Column.text("scope", 64),
                    Column.text("consumer", 255),
                    Column.text("mailbox", 255),
                    Column.text("folder", 255),
                    Column.of("uid_validity", ColumnType.LONG),
                    Column.of("settled_up_to", ColumnType.LONG),
                    Column.of("unread_below", ColumnType.LONG),
                    Column.of("changed_at", ColumnType.INSTANT)),
            List.of("folder_scope"));

    /** All of them. */
    static final List<Table> ALL = List.of(LEDGER, ATTEMPTS, CURSOR);

    private LedgerTables() {}

    /**
     * What an administrator may create beforehand.
     *
     * @return the tables in the order of their creation
     */
    public static List<Table> all() {
        return ALL;
    }
}
