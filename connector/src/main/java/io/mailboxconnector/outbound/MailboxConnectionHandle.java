package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.FolderEntry;
import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.outbound.reading.MailboxFolder;
import io.mailboxconnector.outbound.reading.ReadingLane;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.LocalTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A connection in the hands of the application (Connectors 2.1 §6.5.2). Has one state:
 *
 * <pre>
 *                 associate              close
 *   Dissociated ────────────&gt; Open ──────────────&gt; Closed
 *        │     &lt;────────────  │ ^ &lt;─┐                 ^
 *        │       dissociate   │ │ └─┘ associate       │
 *        │                    │ │                     │
 *        │         deactivate v │ associate           │
 *        │                  Inactive ─────────────────┤
 *        │                              close         │
 *        └────────────────────────────────────────────┘
 *                              close
 * </pre>
 *
 * <p>Belongs to one thread at a time, a second one is refused; the container may dissociate it from any thread. Closing it releases the temporary
 * files of the mails fetched through it.
 */
public final class MailboxConnectionHandle implements MailboxConnection {

    private final AtomicReference<State> state = new AtomicReference<>(new Dissociated());
    private final SingleUser user = new SingleUser();
    private final Queue<ParsedMail> fetched = new ConcurrentLinkedQueue<>();
    private volatile Optional<LazyPool> pool = Optional.empty();

    /** Where the handle stands. */
    private sealed interface State {}

    private record Open(MailboxManagedConnection connection) implements State {}

    /** The container needed the connection for somebody else; the next use brings another one. */
    private record Inactive() implements State {}

    private record Dissociated() implements State {}

    private record Closed() implements State {}

    MailboxConnectionHandle() {}

    @Override
    public String mailbox() {
        return active().mailbox();
    }

    @Override
    public MimeMessage newMessage() {
        return active().newMessage();
    }

    @Override
    public SubmissionReceipt send(MimeMessage message) {
        return use(connection -> connection.send(this, message));
    }

    @Override
    public SubmissionReceipt send(OutgoingMail mail) {
        return use(connection -> connection.send(this, mail));
    }

    @Override
    public List<FolderEntry> folders() {
        return read(session -> session.folders().list());
    }

    @Override
    public MailFolder folder(String name) {
        return new MailboxFolder(new Lane(), mailbox(), name);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return use(connection -> unwrap(connection, type));
    }

    private <T> T unwrap(MailboxManagedConnection connection, Class<T> type) {
        if (Store.class.isAssignableFrom(type)) {
            return connection.unwrapStore(this, type);
        }
        if (Transport.class.isAssignableFrom(type)) {
            return connection.unwrapTransport(this, type);
        }
        if (type == LocalTransaction.class) {
            return type.cast(new ApplicationTransaction(this));
        }
        throw MESSAGES.cannotUnwrap(type.getName());
    }

    /** Returns the connection to the pool. Public and without parameters: some containers close leaked handles by reflection. */
    @Override
    public void close() {
        State former = state.getAndSet(new Closed());
        release();
        if (former instanceof Open open) {
            open.connection().closed(this);
        } else if (former instanceof Inactive) {
            pool.ifPresent(container -> container.closed(this));
        }
    }

    @Override
    public String toString() {
        return "MailboxConnection[" + state.get() + "]";
    }

    /** Gives the handle a connection, its first or another one; returns the one it had. */
    Optional<MailboxManagedConnection> associate(MailboxManagedConnection connection) {
        State former = state.getAndUpdate(now -> now instanceof Closed ? now : new Open(connection));
        if (former instanceof Closed) {
            throw MESSAGES.illegalTransition("closed", "open");
        }
        return former instanceof Open open ? Optional.of(open.connection()) : Optional.empty();
    }

    /** Says where this handle gets a connection after its own was taken away; empty where that does not happen. */
    void comesFrom(Optional<LazyPool> container) {
        pool = container;
    }

    /** Takes a connection away until the next use, if the handle has it. */
    void deactivate(MailboxManagedConnection connection) {
        state.updateAndGet(now -> now instanceof Open open && open.connection() == connection ? new Inactive() : now);
    }

    /** Takes the connection away; a closed handle stays closed. */
    void dissociate() {
        state.updateAndGet(now -> now instanceof Closed ? now : new Dissociated());
        release();
    }

    <R> R read(Function<ImapSession, R> operation) {
        return use(connection -> connection.read(this, operation));
    }

    <R> R change(Function<ImapSession, R> operation) {
        return use(connection -> connection.change(this, operation));
    }

    /** Has the connection demarcate a transaction. */
    void transact(ApplicationTransaction.Step step) throws ResourceException {
        user.use(() -> {
            MailboxManagedConnection connection = entered();
            try {
                step.run(connection, this);
            } finally {
                connection.leave();
            }
            return this;
        });
    }

    private <R> R use(Function<MailboxManagedConnection, R> work) {
        return user.use(() -> {
            MailboxManagedConnection connection = entered();
            try {
                return work.apply(connection);
            } finally {
                connection.leave();
            }
        });
    }

    /** A connection that is not taken away before it is left. */
    private MailboxManagedConnection entered() {
        MailboxManagedConnection connection = active();
        while (!connection.enter(this)) {
            connection = active();
        }
        return connection;
    }

    /** The connection, or the one that the container gives in its place. */
    private MailboxManagedConnection active() {
        State now = state.get();
        // A connection that was just given may be taken away again at once.
        while (now instanceof Inactive) {
            pool.orElseThrow(MESSAGES::handleDissociated).associate(this);
            now = state.get();
        }
        if (now instanceof Open open) {
            return open.connection();
        }
        throw now instanceof Closed ? MESSAGES.handleClosed() : MESSAGES.handleDissociated();
    }

    private void release() {
        for (ParsedMail mail = fetched.poll(); mail != null; mail = fetched.poll()) {
            mail.close();
        }
    }

    /** What the folders of this handle may do with it. */
    private final class Lane implements ReadingLane {

        @Override
        public <R> R read(Function<ImapSession, R> operation) {
            return MailboxConnectionHandle.this.read(operation);
        }

        @Override
        public <R> R change(Function<ImapSession, R> operation) {
            return MailboxConnectionHandle.this.change(operation);
        }

        @Override
        public RawMail render(MimeMessage message) {
            return active().render(message);
        }

        @Override
        public void keep(Collection<ParsedMail> mails) {
            fetched.addAll(mails);
        }

        @Override
        public void release(Collection<ParsedMail> mails) {
            fetched.removeAll(mails);
            mails.forEach(ParsedMail::close);
        }
    }
}
