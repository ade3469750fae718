package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.folders.MessageRenderer;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.DispatchAtOnce;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.outbound.transaction.LocalDispatch;
import io.mailboxconnector.outbound.transaction.LocalDispatch.Demarcation;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
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
public sealed class MailboxManagedConnection implements ManagedConnection permits LazyManagedConnection {

    private final OutboundSettings settings;
    private final AccountSettings account;
    private final MailSender sender;
    private final MailDispatch dispatch;
    private final MailEngine engine;
    private final Sides sides;
    private final Optional<LocalDispatch> local;
    private final ContainerLog log;
    private final ConnectionEvents events;
    private final Set<MailboxConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean destroyed = new AtomicBoolean();

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
     * @param dispatch decides when mails are submitted
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
        this.local = dispatch instanceof LocalDispatch own ? Optional.of(own) : Optional.empty();
        this.settings = settings;
        this.account = settings.account();
        this.sender = sender;
        this.engine = engine;
        this.log = new ContainerLog(account.mailbox(), logWriter);
        this.events = new ConnectionEvents(this, account.mailbox());
        this.sides = new Sides(settings, sender, engine, log);
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
            return isUsable() && sides.areAlive();
        } catch (RuntimeException e) {
            log.checkFailed(e);
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
        sides.borrowed();
        Optional<MailboxManagedConnection> former = handle.associate(this);
        former.ifPresent(other -> other.handles.remove(handle));
        handles.add(handle);
    }

    /**
     * Takes the handles away from the application, and rolls a local transaction back that it has forgotten. What is connected
     * stays connected, apart from a side whose protocol object was unwrapped: that one is closed, within a bounded time.
     * Idempotent.
     */
    @Override
    public void cleanup() {
        List<MailboxConnectionHandle> taken = List.copyOf(handles);
        handles.clear();
        taken.forEach(MailboxConnectionHandle::dissociate);
        local.ifPresent(LocalDispatch::abandon);
        sides.returned();
    }

    /** Closes both sides within a bounded time. Idempotent, never throws. */
    @Override
    public void destroy() {
        if (destroyed.compareAndSet(false, true)) {
            cleanup();
            sides.close();
            log.destroyed();
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
        throw MESSAGES.noXaTransactions();
    }

    /**
     * The local transaction by which the server makes this connection a part of its own (Connectors 2.1 §7.7).
     *
     * @throws ResourceException unless the factory has {@code transactionLevel=local}
     */
    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        return local().ofServer(sides::lane);
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws ResourceException {
        if (destroyed.get()) {
            throw MESSAGES.destroyed(account.mailbox());
        }
        String product = sides.serverName()
                .orElseGet(() -> "Mail server " + account.imap().host());
        return new MailboxConnectionMetaData(product, account.mailbox());
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        log.writeTo(out);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return log.writer();
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
        return dispatch.dispatch(settings, sender.prepare(account, message, engine), lane(handle));
    }

    private SubmissionLane lane(MailboxConnectionHandle handle) {
        return new SubmissionLane() {
            @Override
            public SubmissionReceipt submit(RenderedMail mail) {
                return told(sides.sending(), handle, () -> sides.sending().use(session -> session.submit(mail)));
            }

            /** A copy that cannot be stored is no failure of the connection that the application should hear of. */
            @Override
            public boolean read(Function<ImapSession, Boolean> operation) {
                return sides.reading().useOnce(operation);
            }
        };
    }

    /** Writes a message out that is to be stored in a folder. */
    RawMail render(MimeMessage message) {
        return new MessageRenderer(account.mailbox(), engine.spool()).render(message);
    }

    /**
     * The connection in the hands of the connector itself: there is no handle, and no container to be told.
     *
     * @return a lane for the next submission
     */
    public SubmissionLane ownLane() {
        return sides.lane();
    }

    /** Reads or changes something by commands that may be executed twice. */
    <R> R read(MailboxConnectionHandle handle, Function<ImapSession, R> operation) {
        return told(sides.reading(), handle, () -> sides.reading().use(operation));
    }

    /** Changes something by commands that must not be repeated. */
    <R> R change(MailboxConnectionHandle handle, Function<ImapSession, R> operation) {
        return told(sides.reading(), handle, () -> sides.reading().useOnce(operation));
    }

    <T> T unwrapStore(MailboxConnectionHandle handle, Class<T> type) {
        return told(sides.reading(), handle, () -> sides.reading().unwrap(session -> session.unwrap(type)));
    }

    <T> T unwrapTransport(MailboxConnectionHandle handle, Class<T> type) {
        return told(sides.sending(), handle, () -> sides.sending().unwrap(session -> session.unwrap(type)));
    }

    /**
     * A handle begins to work with this connection.
     *
     * @return false when it does not belong to this connection any more
     */
    boolean enter(MailboxConnectionHandle handle) {
        return true;
    }

    /** The calling thread has done what it began last. */
    void leave() {}

    /** The calling thread has done all that it began. */
    void vacate() {}

    boolean holds(MailboxConnectionHandle handle) {
        return handles.contains(handle);
    }

    boolean isInLocalTransaction() {
        return local.map(LocalDispatch::isOpen).orElse(false);
    }

    /** Takes the connection away from its handles until they are used again. */
    void deactivateHandles() {
        List<MailboxConnectionHandle> taken = List.copyOf(handles);
        handles.clear();
        taken.forEach(handle -> handle.deactivate(this));
    }

    /** What the application may have changed in its own hands does not reach the next one. */
    void giveBackUnwrapped() {
        sides.returned();
    }

    /** The application begins a local transaction, if the factory has them. */
    void begin(MailboxConnectionHandle handle) throws ResourceException {
        local().begin(Demarcation.APPLICATION);
        container().transactionStarted(handle);
    }

    /** The application commits its local transaction: one that does not commit is rolled back. */
    void commit(MailboxConnectionHandle handle) throws ResourceException {
        LocalDispatch transaction = local();
        boolean begun = transaction.isOf(Demarcation.APPLICATION);
        try {
            transaction.commit(Demarcation.APPLICATION, lane(handle));
        } catch (LocalTransactionException e) {
            if (begun) {
                container().transactionRolledBack(handle);
            }
            throw e;
        }
        container().transactionCommitted(handle);
    }

    /** The application rolls its local transaction back. */
    void rollback(MailboxConnectionHandle handle) throws ResourceException {
        local().rollback(Demarcation.APPLICATION);
        container().transactionRolledBack(handle);
    }

    /** The application closed a handle of this connection. */
    void closed(MailboxConnectionHandle handle) {
        handles.remove(handle);
        if (handles.isEmpty() && local.map(LocalDispatch::abandon).orElse(false)) {
            events.transactionRolledBack(handle);
        }
        events.closed(handle);
    }

    /** Uses a side and tells the container when its session broke. */
    private <R> R told(Side<?> side, MailboxConnectionHandle handle, Supplier<R> use) {
        try {
            return use.get();
        } catch (MailboxException e) {
            if (side.isLost()) {
                log.broken(e);
                container().error(handle, e);
            }
            throw e;
        } finally {
            sides.used();
        }
    }

    /** What tells the container, which may want to take the connection away at that: the work is done. */
    private ConnectionEvents container() {
        vacate();
        return events;
    }

    private LocalDispatch local() throws ResourceException {
        return local.orElseThrow(() -> MESSAGES.noLocalTransactions(account.mailbox()));
    }

    private boolean isUsable() {
        return !destroyed.get() && !events.isErrorTold() && !sides.isLost();
    }
}
