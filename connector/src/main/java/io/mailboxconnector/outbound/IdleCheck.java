package io.mailboxconnector.outbound;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.wire.Deadline;
import java.time.Duration;

/** Asks an idle IMAP session whether it lives, and gives up after a bounded time. Safe for use by any thread. */
final class IdleCheck {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final MailEngine engine;

    IdleCheck(MailEngine engine) {
        this.engine = engine;
    }

    /** Never throws a {@link MailboxException}; a session that does not answer in time is aborted. */
    boolean isAlive(ReadingSession session) {
        ImapSession imap = session.imap();
        try (Deadline deadline = engine.deadline(LIMIT, imap::abort)) {
            imap.poll();
            return !deadline.isOver();
        } catch (MailboxException e) {
            // An idle connection that the server has dropped: the pool makes a new one.
            return false;
        }
    }
}
