package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.receiving.app.BatchInbox;
import io.mailboxconnector.it.receiving.app.SingleInbox;
import java.util.Locale;
import java.util.Map;

/** A way to receive: one bean with a mailbox of its own. All of them live through the same crashes. */
enum Lane {
    SEEN(SingleInbox.class, OrdersDatabase.LOCAL, Map.of("afterDelivery", "seen")),
    MOVE(SingleInbox.class, OrdersDatabase.LOCAL, Map.of("afterDelivery", "move:Processed")),
    SEEN_LEDGER(
            SingleInbox.class,
            OrdersDatabase.LOCAL,
            Map.of("afterDelivery", "seen", "ledgerDataSource", OrdersDatabase.LOCAL)),
    MOVE_LEDGER(
            SingleInbox.class,
            OrdersDatabase.LOCAL,
            Map.of("afterDelivery", "move:Processed", "ledgerDataSource", OrdersDatabase.LOCAL)),
    SEEN_LEDGER_CONCURRENT(
            SingleInbox.class,
            OrdersDatabase.LOCAL,
            Map.of("afterDelivery", "seen", "ledgerDataSource", OrdersDatabase.LOCAL, "maxConcurrency", "4")),
    MOVE_LEDGER_BATCH(
            BatchInbox.class,
            OrdersDatabase.LOCAL,
            Map.of("afterDelivery", "move:Processed", "ledgerDataSource", OrdersDatabase.LOCAL, "batchSize", "10")),
    /** The bean's work and the ledger are two branches of one transaction. */
    MOVE_LEDGER_XA(
            SingleInbox.class,
            OrdersDatabase.XA,
            Map.of("afterDelivery", "move:Processed", "ledgerDataSource", OrdersDatabase.XA_OF_LEDGER));

    private final Class<?> type;
    private final String dataSource;
    private final Map<String, String> activation;

    Lane(Class<?> type, String dataSource, Map<String, String> activation) {
        this.type = type;
        this.dataSource = dataSource;
        this.activation = activation;
    }

    ReceivingBean bean() {
        return new ReceivingBean(title(), type, dataSource, mailbox(), activation);
    }

    boolean moves() {
        return activation.getOrDefault("afterDelivery", "").startsWith("move:");
    }

    /** Whether the effect is promised to happen once, not only at least once. */
    boolean isExact() {
        return activation.containsKey("ledgerDataSource");
    }

    /** The name as people write it, and the local part of the mailbox. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String mailbox() {
        return title() + "@" + MailLab.DOMAIN;
    }
}
