package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.mime.ParsedMail;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Collection;
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
 *        │     &lt;────────────   │ &lt;─┐                  ^
 *        │       dissociate    └───┘ associate        │
 *        └────────────────────────────────────────────┘
 *                              close
 * </pre>
 *
 * <p>Belongs to one thread at a time; the container may dissociate it from any thread. Closing it releases the temporary
 * files of the mails fetched through it.
 */
public final class MailboxConnectionHandle implements MailboxConnection {

    private final AtomicReference<State> state = new AtomicReference<>(new Dissociated());
    private final Queue<ParsedMail> fetched = new ConcurrentLinkedQueue<>();

    /** Where the handle stands. */
    private sealed interface State {}

    private record Open(MailboxManagedConnection connection) implements State {}

    private record Dissociated() implements State {}

    private record Closed() implements State {}

    MailboxConnectionHandle() {}

    @Override
    public String mailbox() {
        return connection().mailbox();
    }

    @Override
    public MimeMessage newMessage() {
        return connection().newMessage();
    }

    @Override
    public SubmissionReceipt send(MimeMessage message) {
        return connection().send(this, message);
    }

    @Override
    public SubmissionReceipt send(OutgoingMail mail) {
        return connection().send(this, mail);
    }

    @Override
    public MailFolder folder(String name) {
        return new MailboxFolder(this, mailbox(), name);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        MailboxManagedConnection connection = connection();
        if (Store.class.isAssignableFrom(type)) {
            return connection.unwrapStore(this, type);
        }
        if (Transport.class.isAssignableFrom(type)) {
            return connection.unwrapTransport(this, type);
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

    /** Takes the connection away; a closed handle stays closed. */
    void dissociate() {
        state.updateAndGet(now -> now instanceof Closed ? now : new Dissociated());
        release();
    }

    <R> R read(Function<ImapSession, R> operation) {
        return connection().read(this, operation);
    }

    <R> R change(Function<ImapSession, R> operation) {
        return connection().change(this, operation);
    }

    /** Keeps mails alive until the handle is closed. */
    void keep(Collection<ParsedMail> mails) {
        fetched.addAll(mails);
    }

    private MailboxManagedConnection connection() {
        State now = state.get();
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
}
