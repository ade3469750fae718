package io.mailboxconnector.outbound.transaction;

import static io.mailboxconnector.outbound.transaction.TransactionMessages.MESSAGES;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the mails of one connection while it has a local transaction (Connectors 2.1 §7.7), submits them within the commit and
 * forgets them at the rollback. Has one state:
 *
 * <pre>
 *              begin by the server            begin by the application
 *   OF_SERVER &lt;──────────────────── NONE ────────────────────&gt; OF_APPLICATION
 *       │                            ^ ^                               │
 *       └────────────────────────────┘ └───────────────────────────────┘
 *        commit, rollback by the server   commit, rollback by the application;
 *                                         rollback by the server, which tidies up
 * </pre>
 *
 * <p>The first mail that is refused ends the commit in a rollback, so that a transaction with one mail commits if and only if the
 * mail server took it. Of several mails those before it have left and stay out; that is logged as an error.
 *
 * <p>Belongs to one connection. Safe for any thread: a server rolls back what takes too long from a thread of its own.
 */
public final class LocalDispatch implements MailDispatch {

    /** Who says where a transaction begins and ends. */
    public enum Demarcation {
        /** The transaction manager of the server. */
        SERVER,
        /** The application, through {@link jakarta.resource.cci.LocalTransaction}. */
        APPLICATION
    }

    private enum State {
        NONE,
        OF_SERVER,
        OF_APPLICATION;

        static State of(Demarcation by) {
            return by == Demarcation.SERVER ? OF_SERVER : OF_APPLICATION;
        }
    }

    private final String mailbox;
    private final CurrentTransaction transaction;
    private final MailSender sender;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.NONE; // guarded by lock
    private List<LateMail> mails = new ArrayList<>(); // guarded by lock

    /**
     * Creates a dispatch without a transaction.
     *
     * @param mailbox whose mails are submitted, for messages
     * @param transaction where transactions of the server are seen
     * @param sender submits
     * @param clock the time
     */
    public LocalDispatch(String mailbox, CurrentTransaction transaction, MailSender sender, Clock clock) {
        this.mailbox = mailbox;
        this.transaction = transaction;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public SubmissionReceipt dispatch(OutboundSettings settings, RenderedMail mail, SubmissionLane lane) {
        boolean held = false;
        try {
            // Asked first: it refuses what will not commit, and finds a transaction that was rolled back meanwhile.
            boolean inTransaction = transaction.isActive();
            held = hold(new LateMail(settings, mail));
            if (held) {
                return SubmissionReceipt.held(mail.messageId(), SubmissionStage.AWAITING_COMMIT, clock.instant());
            }
            if (inTransaction) {
                throw MESSAGES.notEnlisted(mailbox);
            }
            return sender.submit(settings.account(), mail, clock, lane);
        } finally {
            if (!held) {
                mail.close();
            }
        }
    }

    /**
     * A transaction begins.
     *
     * @param by who begins it
     * @throws LocalTransactionException when there is one already: local transactions do not nest
     */
    public void begin(Demarcation by) throws LocalTransactionException {
        lock.lock();
        try {
            if (state != State.NONE) {
                throw illegal("begin");
            }
            state = State.of(by);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The transaction is to commit: submits its mails in the order in which they were sent.
     *
     * @param by who commits it
     * @param lane the connection
     * @throws LocalTransactionException when a mail was not accepted, and the transaction must be rolled back; or when there is
     *     no such transaction
     */
    public void commit(Demarcation by, SubmissionLane lane) throws LocalTransactionException {
        List<LateMail> committed = end("commit", now -> now == State.of(by));
        try {
            for (int i = 0; i < committed.size(); i++) {
                submit(committed, i, lane);
            }
        } finally {
            committed.forEach(LateMail::close);
        }
    }

    /**
     * The transaction is over and has done nothing.
     *
     * @param by who rolls it back
     * @throws LocalTransactionException when there is no such transaction
     */
    public void rollback(Demarcation by) throws LocalTransactionException {
        boolean tidiesUp = by == Demarcation.SERVER;
        end("roll back", now -> now == State.of(by) || (tidiesUp && now != State.NONE))
                .forEach(LateMail::close);
    }

    /**
     * What the server demarcates its transactions with.
     *
     * @param lane gives the connection for a commit
     * @return a view of this dispatch
     */
    public LocalTransaction ofServer(Supplier<SubmissionLane> lane) {
        return new LocalTransaction() {
            @Override
            public void begin() throws LocalTransactionException {
                LocalDispatch.this.begin(Demarcation.SERVER);
            }

            @Override
            public void commit() throws LocalTransactionException {
                LocalDispatch.this.commit(Demarcation.SERVER, lane.get());
            }

            @Override
            public void rollback() throws LocalTransactionException {
                LocalDispatch.this.rollback(Demarcation.SERVER);
            }
        };
    }

    /**
     * Whether there is a transaction, whoever began it.
     *
     * @return true until it ends
     */
    public boolean isOpen() {
        return isOf(Demarcation.SERVER) || isOf(Demarcation.APPLICATION);
    }

    /**
     * Whether there is a transaction of somebody.
     *
     * @param by who began it
     * @return true until it ends
     */
    public boolean isOf(Demarcation by) {
        lock.lock();
        try {
            return state == State.of(by);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nobody can end a transaction of the application any more: it is rolled back. One of the server is the server's to end.
     *
     * @return whether there was one
     */
    public boolean abandon() {
        List<LateMail> forgotten;
        lock.lock();
        try {
            if (state != State.OF_APPLICATION) {
                return false;
            }
            forgotten = taken();
        } finally {
            lock.unlock();
        }
        TransactionLog.LOG.abandoned(mailbox, forgotten.size(), messageIds(forgotten));
        forgotten.forEach(LateMail::close);
        return true;
    }

    private boolean hold(LateMail mail) {
        lock.lock();
        try {
            return state != State.NONE && mails.add(mail);
        } finally {
            lock.unlock();
        }
    }

    private List<LateMail> end(String transition, Predicate<State> from) throws LocalTransactionException {
        lock.lock();
        try {
            if (!from.test(state)) {
                throw illegal(transition);
            }
            return taken();
        } finally {
            lock.unlock();
        }
    }

    private List<LateMail> taken() {
        List<LateMail> all = mails;
        mails = new ArrayList<>();
        state = State.NONE;
        return all;
    }

    private void submit(List<LateMail> all, int position, SubmissionLane lane) throws LocalTransactionException {
        LateMail mail = all.get(position);
        try {
            sender.submit(mail.settings().account(), mail.mail(), clock, lane);
        } catch (RuntimeException e) {
            throw refused(mail, all.subList(0, e instanceof SubmissionUnknown ? position + 1 : position), e);
        }
    }

    /** Whoever commits learns of the exception, but a transaction manager tells the application only that it rolled back. */
    private LocalTransactionException refused(LateMail mail, List<LateMail> out, RuntimeException reason) {
        String why = String.valueOf(reason.getMessage());
        if (out.isEmpty()) {
            TransactionLog.LOG.rolledBackByRefusal(mail.messageId(), mailbox, why);
            return MESSAGES.notCommitted(reason, mail.messageId(), mailbox, why);
        }
        String leftAlready = messageIds(out);
        TransactionLog.LOG.committedInPart(mail.messageId(), mailbox, leftAlready, why);
        return MESSAGES.committedInPart(reason, mail.messageId(), mailbox, leftAlready, why);
    }

    private LocalTransactionException illegal(String transition) {
        return MESSAGES.illegalTransition(
                mailbox,
                transition,
                switch (state) {
                    case NONE -> "not begun";
                    case OF_SERVER -> "that of the server's transaction";
                    case OF_APPLICATION -> "begun by the application";
                });
    }

    private static String messageIds(List<LateMail> mails) {
        return mails.stream().map(LateMail::messageId).collect(Collectors.joining(", "));
    }
}
