package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.outgoing.CapturedMail;
import io.mailboxconnector.outbound.sending.CaptureSource;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.AccountSource;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The factory that an application injects: passes every request on to the container (Connectors 2.1 §6.5.1), which binds it
 * in JNDI by reference or by serialization (§11.4).
 *
 * <p>Safe for use by any number of threads.
 */
public class MailboxConnectionFactoryHandle implements MailboxConnectionFactory, AccountSource, Referenceable {

    private static final long serialVersionUID = 1L;

    private final @Nullable ManagedConnectionFactory factory;
    private final @Nullable ConnectionManager connections;
    private @Nullable Reference reference;

    /** For containers that inspect the class; such a factory gives no connections. */
    public MailboxConnectionFactoryHandle() {
        this.factory = null;
        this.connections = null;
    }

    /**
     * Creates a factory.
     *
     * @param factory makes the physical connections
     * @param connections the container's pool
     */
    public MailboxConnectionFactoryHandle(ManagedConnectionFactory factory, ConnectionManager connections) {
        this.factory = factory;
        this.connections = connections;
    }

    @Override
    public MailboxConnection getConnection() {
        return allocate("the configured mailbox", null);
    }

    @Override
    public MailboxConnection getConnection(String mailbox) {
        MailboxConnection connection = allocate(mailbox, new MailboxConnectionRequest(mailbox));
        String given = connection.mailbox();
        if (!given.equals(mailbox)) {
            connection.close();
            throw MESSAGES.wrongMailbox(given, mailbox);
        }
        return connection;
    }

    /**
     * The account as it is configured. The pool is not asked: it would print a stack trace for each fault of the
     * configuration. So credentials that only the container keeps are not part of it.
     */
    @Override
    public AccountSettings account() {
        if (factory instanceof AccountSource source) {
            return source.account();
        }
        throw MESSAGES.factoryWithoutAdapter();
    }

    @Override
    public List<CapturedMail> capturedMails() {
        if (factory instanceof CaptureSource source) {
            return source.captured().list();
        }
        throw MESSAGES.factoryWithoutAdapter();
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    @Override
    public Reference getReference() throws NamingException {
        Reference set = reference;
        if (set == null) {
            throw new NamingException("The container has not set a reference");
        }
        return set;
    }

    private MailboxConnection allocate(String mailbox, @Nullable ConnectionRequestInfo request) {
        ConnectionManager pool = connections;
        if (pool == null || factory == null) {
            throw MESSAGES.factoryWithoutAdapter();
        }
        try {
            Object connection = pool.allocateConnection(factory, request);
            if (connection instanceof MailboxConnectionHandle handle) {
                handle.comesFrom(LazyPool.of(pool, factory, request, mailbox));
            }
            return (MailboxConnection) connection;
        } catch (ResourceException e) {
            throw ResourceFaults.toMailboxException(e, mailbox);
        }
    }
}
