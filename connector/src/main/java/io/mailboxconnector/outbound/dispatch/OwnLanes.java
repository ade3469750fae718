package io.mailboxconnector.outbound.dispatch;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.outbound.MailboxManagedConnection;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.DispatchAtOnce;
import io.mailboxconnector.outbound.sending.Lanes;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections that no pool knows, one per configuration and mailbox, at most {@value #MOST} at a time: those used last. A
 * connection that broke is replaced.
 */
public final class OwnLanes implements Lanes {

    /** So that the mailboxes of a factory alternate without new logins. */
    static final int MOST = 3;

    private final CapturedMails captured;
    private final MailEngine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<OutboundSettings, Lane> open = new LinkedHashMap<>(8, 0.75f, true); // guarded by lock
    private boolean closed; // guarded by lock

    private record Lane(MailSender sender, MailboxManagedConnection connection) {}

    /**
     * Opens nothing yet.
     *
     * @param captured keeps mails that do not leave
     * @param engine opens sessions
     */
    public OwnLanes(CapturedMails captured, MailEngine engine) {
        this.captured = captured;
        this.engine = engine;
    }

    @Override
    public SubmissionReceipt submit(OutboundSettings settings, RenderedMail mail) {
        Lane lane = lane(settings);
        return lane.sender()
                .submit(
                        settings.account(),
                        mail,
                        engine.clock(),
                        lane.connection().ownLane());
    }

    @Override
    public void rest() {
        List<Lane> all;
        lock.lock();
        try {
            all = List.copyOf(open.values());
            open.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(lane -> lane.connection().destroy());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        rest();
    }

    private Lane lane(OutboundSettings settings) {
        List<Lane> obsolete = new ArrayList<>();
        try {
            return choose(settings, obsolete);
        } finally {
            obsolete.forEach(lane -> lane.connection().destroy());
        }
    }

    private Lane choose(OutboundSettings settings, List<Lane> obsolete) {
        lock.lock();
        try {
            Lane known = open.get(settings);
            if (known != null && known.connection().serves(settings)) {
                return known;
            }
            Lane next = newLane(settings);
            if (closed) {
                // Its connection opens no session any more, and says so.
                obsolete.add(next);
                return next;
            }
            Lane former = open.put(settings, next);
            if (former != null) {
                obsolete.add(former);
            }
            if (open.size() > MOST) {
                Iterator<Lane> eldest = open.values().iterator();
                obsolete.add(eldest.next());
                eldest.remove();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Lane newLane(OutboundSettings settings) {
        MailSender sender = new MailSender(settings.sending(), captured);
        return new Lane(
                sender,
                new MailboxManagedConnection(
                        settings, sender, new DispatchAtOnce(sender, engine.clock()), engine, null));
    }
}
