package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.database.dialect.Column;
import io.mailboxconnector.database.dialect.ColumnType;
import io.mailboxconnector.database.dialect.Table;
import java.util.List;

/**
 * The tables of the outbox. The content of a mail lies in parts of at most {@value #PART} octets, so that no node and no driver
 * ever has a whole big mail in memory. Stateless.
 */
public final class OutboxTables {

    /** The mails. */
    static final Table MAILS = Table.of(
                    "mbx_outbox",
                    List.of(
                            Column.text("id", 36),
                            Column.text("queue", 255),
                            Column.text("mailbox", 255),
                            Column.text("message_id", 1000),
                            Column.text("sender", 320).orNull(),
                            Column.of("recipients", ColumnType.LONG_TEXT),
                            Column.of("charset_bits", ColumnType.INTEGER),
                            Column.text("delivery_request", 400).orNull(),
                            Column.of("octets", ColumnType.LONG),
                            Column.text("state", 16),
                            Column.of("attempts", ColumnType.INTEGER),
                            Column.of("created", ColumnType.INSTANT),
                            Column.of("tried_since", ColumnType.INSTANT),
                            Column.of("due", ColumnType.INSTANT),
                            Column.text("holder", 36).orNull(),
                            Column.of("lease_end", ColumnType.INSTANT).orNull(),
                            Column.of("ended", ColumnType.INSTANT).orNull(),
                            Column.text("reason", 1000).orNull()),
                    List.of("id"))
            .indexed("mbx_outbox_due", "queue", "state", "due");

    /** The contents. */
    static final Table PARTS = Table.of(
            "mbx_outbox_part",
            List.of(
                    Column.text("id", 36),
                    Column.of("part", ColumnType.INTEGER),
                    Column.of("content", ColumnType.BYTES)),
            List.of("id", "part"));

    /** So many octets are in memory at a time. */
    static final int PART = 1024 * 1024;

    private OutboxTables() {}

    /**
     * What an administrator may create beforehand.
     *
     * @return the tables in the order of their creation
     */
    public static List<Table> all() {
        return List.of(MAILS, PARTS);
    }
}
