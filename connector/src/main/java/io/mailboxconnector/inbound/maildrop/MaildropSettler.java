package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.pop3.ListedMail;
import io.mailboxconnector.pop3.Pop3Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks as deleted what was delivered. A settlement leaves the board only after the server has confirmed the end of the session:
 * until then the mail may still be there, and is to be deleted in the next one. Belongs to one session and the watch's thread.
 */
final class MaildropSettler {

    /** So often a mail may not be marked before it is left alone. */
    private static final int MOST_REFUSALS = 3;

    private final String watched;
    private final DeliveryBoard board;
    private final MaildropMemory memory;
    private final Pop3Session session;
    private final Map<MessageKey, ListedMail> listed;
    private final Set<MessageKey> marked = new LinkedHashSet<>();

    MaildropSettler(
            String watched,
            DeliveryBoard board,
            MaildropMemory memory,
            Pop3Session session,
            Map<MessageKey, ListedMail> listed) {
        this.watched = watched;
        this.board = board;
        this.memory = memory;
        this.session = session;
        this.listed = listed;
    }

    /** How many settlements wait for the end of the session. */
    int marked() {
        return marked.size();
    }

    /** Waits up to the limit for settlements to gather, then settles what was decided since the last time. */
    void settle(Duration limit) {
        board.awaitSettlements(limit);
        keep();
        Map<MessageKey, ListedMail> doomed = new LinkedHashMap<>();
        for (MessageKey mail : decided(true)) {
            ListedMail there = listed.get(mail);
            if (there == null) {
                // Deleted in a session whose end nobody confirmed, or by somebody else.
                board.settled(mail, false);
            } else {
                doomed.put(mail, there);
            }
        }
        Map<ListedMail, MailboxException> refused = session.markDeleted(List.copyOf(doomed.values()));
        doomed.forEach((mail, there) -> {
            if (!refused.containsKey(there)) {
                marked.add(mail);
            }
        });
        doomed.forEach((mail, there) -> {
            MailboxException reason = refused.get(there);
            if (reason != null) {
                refused(mail, reason);
            }
        });
    }

    /** Settles what needs no connection. */
    void keep() {
        List<MessageKey> kept = decided(false);
        if (!kept.isEmpty()) {
            memory.keep(kept);
            kept.forEach(mail -> board.settled(mail, false));
        }
    }

    /** The server has removed what was marked. */
    void confirm() {
        marked.forEach(mail -> board.settled(mail, false));
        marked.clear();
    }

    private List<MessageKey> decided(boolean toDelete) {
        List<MessageKey> mails = new ArrayList<>();
        board.awaitSettlements(Duration.ZERO).forEach((mail, settlement) -> {
            boolean possible = settlement instanceof Settlement.Delete || settlement instanceof Settlement.Keep;
            if (!possible && !toDelete) {
                InboundLog.LOG.impossibleOnMaildrop(watched, settlement);
            }
            if ((settlement instanceof Settlement.Delete) == toDelete && !marked.contains(mail)) {
                mails.add(mail);
            }
        });
        return mails;
    }

    private void refused(MessageKey mail, MailboxException reason) {
        // The server says: later. For ever later would hold up the maildrop.
        if (reason instanceof MailboxUnavailable && board.refused(mail) < MOST_REFUSALS) {
            throw reason;
        }
        InboundLog.LOG.notDeleted(watched, mail, String.valueOf(reason.getMessage()));
        memory.keep(List.of(mail));
        board.settled(mail, false);
    }
}
