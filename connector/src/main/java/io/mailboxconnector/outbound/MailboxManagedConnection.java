package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.DispatchAtOnce;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.SmtpSession;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * What the container pools: the connection of one account to one mailbox (Connectors 2.1 §6.5.4). Its reading and its
 * sending side are opened on first use, each at most once at a time.
 *
 * <p>Serves one thread at a time, as the container sees to; it may be destroyed from any thread. Creating one costs no
 * network traffic. Identity is that of the object.
 */
public final class MailboxManagedConnection implements ManagedConnection {

    /** A connection used within this time is taken to live without asking. */
    private static final Duration TRUSTED = Duration.ofMillis(500);

    private final OutboundSettings settings;
    private final AccountSettings account;
    private final MailSender sender;
    private final MailDispatch dispatch;
    private final MailEngine engine;
    private final Clock clock;
    private final Side<ImapSession> reading;
    private final Side<SmtpSession> sending;
    private final ConnectionEvents events;
    private final Set<MailboxConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean destroyed = new AtomicBoolean();
    private volatile Instant lastUsed;
    private volatile @Nullable PrintWriter logWriter;

    /**
     * Creates a connection that is not connected to anything yet.
     *
     * @param settings the account and how its sessions are used
     * @param engine what opens sessions; outlives this connection
     * @param logWriter where the container wants to read about it; null for nowhere
     */
    public MailboxManagedConnection(OutboundSettings settings, MailEngine engine, @Nullable PrintWriter logWriter) {
        this(settings, new MailSender(settings.sending(), new CapturedMails()), engine, logWriter);
    }

    /** A connection that submits at once, whatever the settings say of later. */
    private MailboxManagedConnection(
            OutboundSettings settings, MailSender sender, MailEngine engine, @Nullable PrintWriter logWriter) {
        this(settings, sender, new DispatchAtOnce(sender, engine.clock()), engine, logWriter);
    }

    /**
     * Creates a connection that is not connected to anything yet.
     *
     * @param settings the account and how its sessions are used
     * @param sender sends, shared by the connections of the factory
     * @param dispatch decides when mails are submitted, shared by the connections of the factory
     * @param engine what opens sessions; outlives this connection
     * @param logWriter where the container wants to read about it; null for nowhere
     */
    public MailboxManagedConnection(
            OutboundSettings settings,
            MailSender sender,
            MailDispatch dispatch,
            MailEngine engine,
            @Nullable PrintWriter logWriter) {
        this.dispatch = dispatch;
        this.settings = settings;
        this.account = settings.account();
        this.sender = sender;
        this.engine = engine;
        this.clock = engine.clock();
        this.logWriter = logWriter;
        this.lastUsed = clock.instant();
        this.events = new ConnectionEvents(this, account.mailbox());
        this.reading = new Side<>(
                () -> engine.openImap(account),
                ImapSession::isBroken,
                Retirement.byAge(settings.life(), clock, ImapSession::tokenExpiresAt),
                ImapSession::commandCount,
                ImapSession::close,
                dropped -> OutboundLog.LOG.reopened(account.mailbox(), "reading", dropped),
                () -> MESSAGES.destroyedInUse(account.mailbox()));
        this.sending = new Side<>(
                () -> engine.openSmtp(account, sender.options(account)),
                SmtpSession::isBroken,
                Retirement.byAgeAndUse(settings.life(), clock, SmtpSession::tokenExpiresAt),
                // A flight has several commands; when the first flight is lost without a reply, nothing was sent.
                SmtpSession::progress,
                SmtpSession::close,
                dropped -> OutboundLog.LOG.reopened(account.mailbox(), "sending", dropped),
                () -> MESSAGES.destroyedInUse(account.mailbox()));
    }

    /**
     * Whether this connection is what a request is about (Connectors 2.1 §6.5.3.2). Compares settings; no network traffic.
     *
     * @param wanted the configuration and the mailbox of the request
     * @return true when it is for the same account and mailbox and can be used
     */
    public boolean serves(OutboundSettings wanted) {
        return isUsable() && settings.equals(wanted);
    }

    /**
     * Whether this connection can be handed out again. Asks the server only when a side is connected and has not been used
     * within the last half second; waits for a bounded time. Never throws. A session that is to be replaced soon is no reason
     * to refuse: that happens when it is used next.
     *
     * @return false when it is broken or its server is gone
     */
    public boolean isStillValid() {
        try {
            Instant now = clock.instant();
            return isUsable() && (now.isBefore(lastUsed.plus(TRUSTED)) || sidesLive());
        } catch (RuntimeException e) {
            OutboundLog.LOG.checkFailed(account.mailbox(), e);
            return false;
        }
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        MailboxConnectionHandle handle = new MailboxConnectionHandle();
        associateConnection(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof MailboxConnectionHandle handle)) {
            throw MESSAGES.foreignHandle(
                    connection == null ? "null" : connection.getClass().getName());
        }
        if (!isUsable()) {
            throw MESSAGES.destroyed(account.mailbox());
        }
        reading.borrowed();
        sending.borrowed();
        Optional<MailboxManagedConnection> former = handle.associate(this);
        former.ifPresent(other -> other.handles.remove(handle));
        handles.add(handle);
    }

    /**
     * Takes the handles away from the application. What is connected stays connected, apart from a side whose protocol object
     * was unwrapped: that one is closed, within a bounded time. Idempotent.
     */
    @Override
    public void cleanup() {
        List<MailboxConnectionHandle> taken = List.copyOf(handles);
        handles.clear();
        taken.forEach(MailboxConnectionHandle::dissociate);
        sending.returned();
        reading.returned();
    }

    /** Closes both sides within a bounded time. Idempotent, never throws. */
    @Override
    public void destroy() {
        if (destroyed.compareAndSet(false, true)) {
            cleanup();
            sending.close();
            reading.close();
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        events.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        events.remove(listener);
    }

    /** Not supported: a mail that was sent cannot be taken back. */
    @Override
    public XAResource getXAResource() throws ResourceException {
        throw MESSAGES.noTransactions("XA transactions");
    }

    /** Not supported: a mail that was sent cannot be taken back. */
    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        throw MESSAGES.noTransactions("local transactions");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws ResourceException {
        if (destroyed.get()) {
            throw MESSAGES.destroyed(account.mailbox());
        }
        String product = reading.session()
                .map(ImapSession::serverName)
                .or(() -> sending.session().map(SmtpSession::serverName))
                .orElseGet(() -> "Mail server " + account.imap().host());
        return new MailboxConnectionMetaData(product, account.mailbox());
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    /** Account and mailbox, for logs. */
    @Override
    public String toString() {
        return "MailboxManagedConnection[" + account.mailbox() + "]";
    }

    AccountSettings account() {
        return account;
    }

    String mailbox() {
        return account.mailbox();
    }

    MimeMessage newMessage() {
        return sender.draft(account);
    }

    SubmissionReceipt send(MailboxConnectionHandle handle, OutgoingMail mail) {
        return send(handle, sender.compose(account, mail));
    }

    SubmissionReceipt send(MailboxConnectionHandle handle, MimeMessage message) {
        return dispatch.dispatch(settings, sender.prepare(account, message, engine), new SubmissionLane() {
            @Override
            public SubmissionReceipt submit(RenderedMail mail) {
                return told(sending, handle, () -> sending.use(session -> session.submit(mail)));
            }

            /** A copy that cannot be stored is no failure of the connection that the application should hear of. */
            @Override
            public boolean read(Function<ImapSession, Boolean> operation) {
                return reading.useOnce(operation);
            }
        });
    }

    /**
     * The connection in the hands of the connector itself: there is no handle, and no container to be told.
     *
     * @return a lane for the next submission
     */
    public SubmissionLane ownLane() {
        reading.borrowed();
        sending.borrowed();
        return new SubmissionLane() {
            @Override
            public SubmissionReceipt submit(RenderedMail mail) {
                lastUsed = clock.instant();
                return sending.use(session -> session.submit(mail));
            }

            @Override
            public boolean read(Function<ImapSession, Boolean> operation) {
                return reading.useOnce(operation);
            }
        };
    }

    /** Reads or changes something by commands that may be executed twice. */
    <R> R read(MailboxConnectionHandle handle, Function<ImapSession, R> operation) {
        return told(reading, handle, () -> reading.use(operation));
    }

    /** Changes something by commands that must not be repeated. */
    <R> R change(MailboxConnectionHandle handle, Function<ImapSession, R> operation) {
        return told(reading, handle, () -> reading.useOnce(operation));
    }

    <T> T unwrapStore(MailboxConnectionHandle handle, Class<T> type) {
        return told(reading, handle, () -> reading.unwrap(session -> session.unwrap(type)));
    }

    <T> T unwrapTransport(MailboxConnectionHandle handle, Class<T> type) {
        return told(sending, handle, () -> sending.unwrap(session -> session.unwrap(type)));
    }

    /** The application closed a handle of this connection. */
    void closed(MailboxConnectionHandle handle) {
        handles.remove(handle);
        events.closed(handle);
    }

    /** Uses a side and tells the container when its session broke. */
    private <R> R told(Side<?> side, MailboxConnectionHandle handle, Supplier<R> use) {
        try {
            return use.get();
        } catch (MailboxException e) {
            if (side.isLost()) {
                events.error(handle, e);
            }
            throw e;
        } finally {
            lastUsed = clock.instant();
        }
    }

    private boolean isUsable() {
        return !destroyed.get() && !events.isErrorTold() && !reading.isLost() && !sending.isLost();
    }

    private boolean sidesLive() {
        boolean live = sending.session().map(SmtpSession::isAlive).orElse(true)
                && reading.session().map(ImapSession::isAlive).orElse(true);
        lastUsed = clock.instant();
        return live;
    }
}
