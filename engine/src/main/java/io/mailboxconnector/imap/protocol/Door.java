package io.mailboxconnector.imap.protocol;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.imap.folders.Lane;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.wire.SessionSockets;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.angus.mail.iap.ProtocolException;

/**
 * The door of the room: no command leaves while the mailbox is to be left alone, nothing but classified failures comes back.
 * A connection that is lost is closed, a refusal because of too much traffic is noted for all connections of the mailbox.
 *
 * <p>Belongs to the thread of its session.
 */
public final class Door implements Lane {

    private final ImapFaults faults;
    private final SessionSockets sockets;
    private final MailboxBudget budget;
    private final Supplier<Optional<String>> slowedDown;

    /**
     * Creates the door of one session.
     *
     * @param faults classifies
     * @param sockets of the session
     * @param budget of the mailbox
     * @param slowedDown asked after each success: the line by which the server said with it that it throttles
     */
    public Door(
            ImapFaults faults, SessionSockets sockets, MailboxBudget budget, Supplier<Optional<String>> slowedDown) {
        this.faults = faults;
        this.sockets = sockets;
        this.budget = budget;
        this.slowedDown = slowedDown;
    }

    @Override
    public <T> T run(String command, Step<T> step) {
        budget.requireOpen();
        try {
            T taken = step.take();
            slowedDown.get().map(faults::slowedDown).ifPresent(budget::throttled);
            return taken;
        } catch (ProtocolException e) {
            if (e.getResponse() != null && e.getResponse().isBYE()) {
                // Whatever the reason that it gave: the server has ended the connection.
                sockets.abort();
            }
            throw ended(faults.command(command, e));
        } catch (MailboxException e) {
            throw ended(e);
        } catch (IndexOutOfBoundsException | NullPointerException | IllegalArgumentException | ClassCastException e) {
            // Angus stumbled; what follows on the wire belongs to nobody.
            throw ended(faults.unreadable(e));
        }
    }

    private MailboxException ended(MailboxException fault) {
        if (fault instanceof ConnectionLost) {
            sockets.abort();
        } else if (fault instanceof MailboxThrottled throttled) {
            budget.throttled(throttled);
        }
        return fault;
    }
}
