package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.outbound.sending.MailDispatch;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.DissociatableManagedConnection;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the container may take away from handles which are open but idle (Connectors 2.1 §7.16.1, lazy connection
 * association). A handle gets another one on its next use.
 *
 * <p>What is at work is never cut: the container waits for its end, and for that of a local transaction, for {@code readTimeout} at
 * most. When that is too short, it is refused; if it destroys the connection for this, the work ends first.
 *
 * <p>Serves one thread at a time; a second one, which a container should not let in, waits.
 */
public final class LazyManagedConnection extends MailboxManagedConnection implements DissociatableManagedConnection {

    private final Occupancy occupancy = new Occupancy();
    private final Duration patience;
    private volatile boolean refused;

    /**
     * Creates a connection that is not connected to anything yet.
     *
     * @param settings the account and how its sessions are used
     * @param sender sends, shared by the connections of the factory
     * @param dispatch decides when mails are submitted
     * @param engine what opens sessions; outlives this connection
     * @param logWriter where the container wants to read about it; null for nowhere
     */
    public LazyManagedConnection(
            OutboundSettings settings,
            MailSender sender,
            MailDispatch dispatch,
            MailEngine engine,
            @Nullable PrintWriter logWriter) {
        super(settings, sender, dispatch, engine, logWriter);
        this.patience = settings.account().timeouts().read();
    }

    /**
     * Takes this connection away from all of its handles, after what is at work has ended.
     *
     * @throws ResourceException when it did not end within the time that a server has for an answer ({@code readTimeout})
     */
    @Override
    public void dissociateConnections() throws ResourceException {
        boolean done = false;
        try {
            done = occupancy.whenIdle(() -> !isInLocalTransaction(), patience, this::deactivateHandles);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!done) {
            refused = true;
            throw MESSAGES.atWork(mailbox(), patience.toString());
        }
        giveBackUnwrapped();
    }

    /**
     * As ever, but handles that are open stay so: one that was given out a moment ago, while the container was taking this
     * connection away from the one before, gets another connection on its next use.
     */
    @Override
    public void cleanup() {
        deactivateHandles();
        super.cleanup();
    }

    /** Closes both sides; after the work at hand, when it was this work that the container could not wait for. */
    @Override
    public void destroy() {
        if (refused) {
            occupancy.afterwards(super::destroy);
        } else {
            super.destroy();
        }
    }

    @Override
    boolean enter(MailboxConnectionHandle handle) {
        occupancy.enter();
        if (holds(handle)) {
            return true;
        }
        occupancy.leave();
        return false;
    }

    @Override
    void leave() {
        occupancy.leave();
    }

    @Override
    void vacate() {
        occupancy.vacate();
    }
}
