package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.management.Registration;
import io.mailboxconnector.outbound.sending.Lanes;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.OutboxSettings;
import io.mailboxconnector.outbound.transaction.CurrentTransaction;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The outbox of one connection factory on one node: writes mails into the table within the transaction of their sender, and
 * sends what lies there, whoever wrote it.
 *
 * <p>All factories with the same mailbox and database share one queue, so any node may send. Safe for use by any number of
 * threads. Creating one asks nothing of the database.
 */
public final class Outbox implements MailDispatch, AutoCloseable {

    private final String queue;
    private final OutboxStore store;
    private final OutboxLoop loop;
    private final Lanes lanes;
    private final CurrentTransaction transaction;
    private final Clock clock;
    private volatile Registration view = Registration.NONE;

    Outbox(
            String queue,
            OutboxStore store,
            OutboxSender sender,
            Lanes lanes,
            CurrentTransaction transaction,
            Clock clock) {
        this.queue = queue;
        this.store = store;
        this.loop = new OutboxLoop(queue, sender);
        this.lanes = lanes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The outbox of a factory.
     *
     * @param mailbox the mailbox that the factory is configured with: the name of the queue
     * @param box how it works
     * @param settings gives the configuration of the factory at each round
     * @param lanes connections, closed with the outbox
     * @param engine has the time, and the place for big mails
     * @param transaction where transactions are seen
     * @return an outbox that does not send yet
     */
    public static Outbox of(
            String mailbox,
            OutboxSettings box,
            Supplier<OutboundSettings> settings,
            Lanes lanes,
            MailEngine engine,
            CurrentTransaction transaction) {
        Database database =
                Database.named("outboxDataSource", box.dataSource(), OutboxTables.all(), transaction::isPresent);
        OutboxStore store = new OutboxStore(database, mailbox);
        OutboxSender sender = new OutboxSender(
                store,
                box,
                settings,
                lanes,
                engine.spool(),
                engine.clock(),
                UUID.randomUUID().toString());
        return new Outbox(mailbox, store, sender, lanes, transaction, engine.clock());
    }

    /** Sends from now on, on a thread of its own. Once. */
    public void start() {
        view = OutboxView.register(this);
        loop.start();
    }

    @Override
    public SubmissionReceipt dispatch(OutboundSettings settings, RenderedMail mail, SubmissionLane lane) {
        try (mail) {
            boolean joined = transaction.isActive();
            Instant now = clock.instant();
            String id = UUID.randomUUID().toString();
            store.insert(StoredMail.of(id, settings.account().mailbox(), mail, now), mail, joined);
            if (joined) {
                transaction.whenOver(status -> {
                    if (status == Status.STATUS_COMMITTED) {
                        loop.wake();
                    }
                });
            } else {
                loop.wake();
            }
            return SubmissionReceipt.held(mail.messageId(), SubmissionStage.IN_OUTBOX, now);
        }
    }

    /**
     * Whose mails are sent.
     *
     * @return the mailbox that the factory is configured with
     */
    public String queue() {
        return queue;
    }

    /**
     * How the outbox is.
     *
     * @return counts of all nodes
     * @throws io.mailboxconnector.api.MailboxException when the database cannot be asked
     */
    public OutboxHealth health() {
        return new OutboxHealth(queue, store.counts(), outage());
    }

    /**
     * Why this node cannot send at the moment. Asks nobody.
     *
     * @return the message with its code; empty while it can
     */
    public Optional<String> outage() {
        return loop.outage();
    }

    /**
     * The mails that wait for an administrator.
     *
     * @param limit how many at most
     * @return those parked last first
     */
    public List<ParkedMail> parked(int limit) {
        return store.parked(limit);
    }

    /**
     * Sends a parked mail once more.
     *
     * @param id its key
     * @return false when no parked mail has this key
     */
    public boolean redrive(String id) {
        boolean found = store.redrive(id, clock.instant());
        loop.wake();
        return found;
    }

    /**
     * Deletes a parked mail for good.
     *
     * @param id its key
     * @return false when no parked mail has this key
     */
    public boolean delete(String id) {
        return store.delete(id);
    }

    /** Finishes the mail in hand within a bounded time, then ends. Idempotent. */
    @Override
    public void close() {
        view.close();
        loop.stop();
        lanes.close();
    }
}
