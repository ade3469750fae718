package io.mailboxconnector.outbound.dispatch;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.management.AccountView;
import io.mailboxconnector.management.Registration;
import io.mailboxconnector.outbound.outbox.Outbox;
import io.mailboxconnector.outbound.sending.DispatchAtOnce;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.settings.OutboxSettings;
import io.mailboxconnector.outbound.settings.SendMode;
import io.mailboxconnector.outbound.settings.TransactionLevel;
import io.mailboxconnector.outbound.transaction.CommitDispatch;
import io.mailboxconnector.outbound.transaction.CurrentTransaction;
import io.mailboxconnector.outbound.transaction.LateSender;
import io.mailboxconnector.outbound.transaction.LocalDispatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How one connection factory submits later; made when it is needed first. Safe for use by any number of threads. */
public final class FactoryDispatch implements AutoCloseable {

    private final FactorySource source;
    private final MailEngine engine;
    private final CurrentTransaction transaction;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LateSender late; // guarded by lock
    private @Nullable Outbox outbox; // guarded by lock
    private Registration view = Registration.NONE; // guarded by lock
    private boolean closed; // guarded by lock

    FactoryDispatch(FactorySource source, MailEngine engine, CurrentTransaction transaction) {
        this.source = source;
        this.engine = engine;
        this.transaction = transaction;
    }

    /**
     * The factory is in use: its account is shown, and mails that lie in its outbox are sent from now on, if it has one.
     *
     * @param settings its configuration
     */
    public void begin(OutboundSettings settings) {
        show(settings.account().mailbox());
        settings.dispatch().outbox().ifPresent(box -> outbox(settings, box));
    }

    /**
     * How the mails of a connection are submitted; asked once for each connection, which may have a transaction of its own.
     *
     * @param settings the configuration of the connection
     * @param sender submits over the connection itself
     * @return by the send mode
     */
    public MailDispatch of(OutboundSettings settings, MailSender sender) {
        SendMode mode = settings.dispatch().mode();
        return switch (mode) {
            case IMMEDIATE ->
                settings.dispatch().transactions() == TransactionLevel.LOCAL
                        ? new LocalDispatch(settings.account().mailbox(), transaction, sender, engine.clock())
                        : new DispatchAtOnce(sender, engine.clock());
            case ON_COMMIT -> new CommitDispatch(transaction, sender, late(), engine.clock());
            case OUTBOX -> outbox(settings, settings.dispatch().outbox().orElseThrow());
        };
    }

    /** Ends what submits later, within a bounded time. Idempotent. */
    @Override
    public void close() {
        LateSender lateNow;
        Outbox outboxNow;
        lock.lock();
        try {
            closed = true;
            lateNow = late;
            outboxNow = outbox;
            view.close();
        } finally {
            lock.unlock();
        }
        if (lateNow != null) {
            lateNow.close();
        }
        if (outboxNow != null) {
            outboxNow.close();
        }
    }

    private void show(String mailbox) {
        lock.lock();
        try {
            if (view == Registration.NONE && !closed) {
                view = AccountView.register(
                        "the factory of " + mailbox, () -> source.toSettings().account(), engine);
            }
        } finally {
            lock.unlock();
        }
    }

    private LateSender late() {
        lock.lock();
        try {
            LateSender known = late;
            if (known == null) {
                known = new LateSender(new OwnLanes(source.captured(), engine));
                late = known;
                if (closed) {
                    known.close();
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Outbox outbox(OutboundSettings settings, OutboxSettings box) {
        lock.lock();
        try {
            Outbox known = outbox;
            if (known == null) {
                known = Outbox.of(
                        settings.account().mailbox(),
                        box,
                        source::toSettings,
                        new OwnLanes(source.captured(), engine),
                        engine,
                        transaction);
                outbox = known;
                if (closed) {
                    known.close();
                } else {
                    known.start();
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
