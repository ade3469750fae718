package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.tally.Tally;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the mails that shall be delivered and fetches them onto the board: one search, then per refill one metadata fetch
 * and as few body fetches as the memory budget allows. Belongs to one connection and the watch's thread.
 */
final class Intake {

    private final InboundSettings settings;
    private final ImapSession session;
    private final Finder finder;
    private final DeliveryBoard board;
    private final Tally tally;
    private final Admission admission;
    private final BodyFetch bodies;
    private final Deque<Long> backlog = new ArrayDeque<>();

    Intake(InboundSettings settings, ImapSession session, Finder finder, DeliveryBoard board, Tally tally) {
        this.settings = settings;
        this.session = session;
        this.finder = finder;
        this.board = board;
        this.tally = tally;
        this.admission = new Admission(settings, board);
        this.bodies = new BodyFetch(session, board, admission, mail -> keyOf(mail.uid()));
    }

    /** Asks the server which mails the selection has now. */
    void look() {
        backlog.clear();
        Set<MessageKey> selected = finder.find();
        board.reconcile(selected);
        selected.stream().filter(board::wants).map(MessageKey::uid).forEach(backlog::add);
        board.health().backlog(backlog.size());
    }

    /** Whether mails are known that wait for room. */
    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    /** Fetches as many waiting mails as there is room for, oldest first. */
    void refill() {
        long budget = board.room();
        if (budget <= 0 || backlog.isEmpty()) {
            return;
        }
        List<Long> next = new ArrayList<>();
        for (int places = board.places(); places > 0 && !backlog.isEmpty(); places--) {
            next.add(backlog.removeFirst());
        }
        List<MailMetadata> found = session.metadata(UidSet.of(next));
        deferMissing(next, found);
        take(next, found, budget);
    }

    /**
     * Fetches mails that have just arrived, without asking for the whole selection.
     *
     * @return false when there is none, or no room: then it is time for a {@link #look}
     */
    boolean takeNew() {
        long budget = board.room();
        if (budget <= 0 || hasBacklog()) {
            return false;
        }
        List<MailMetadata> found = finder.findNew();
        List<Long> uids = found.stream().map(MailMetadata::uid).toList();
        if (found.size() > board.places()) {
            backlog.addAll(uids);
        } else {
            take(uids, found, budget);
        }
        return !found.isEmpty();
    }

    private void take(List<Long> range, List<MailMetadata> found, long room) {
        long budget = room;
        List<MailMetadata> inMemory = new ArrayList<>();
        for (MailMetadata mail : found) {
            MessageKey key = keyOf(mail.uid());
            tally.found(key, mail.flags());
            if (isBehindTheTimes(key, mail) || admission.givesUp(key)) {
                continue;
            }
            if (admission.isOversize(mail.size())) {
                flush(inMemory);
                if (admission.admitsHeaders(key, mail.size())) {
                    bodies.headers(mail);
                }
            } else if (mail.size() >= settings.spoolLimit()) {
                // Order counts: what was found before the big mail is queued before it.
                flush(inMemory);
                bodies.spool(mail);
            } else if (mail.size() > budget) {
                flush(inMemory);
                putBack(range, mail.uid());
                return;
            } else {
                inMemory.add(mail);
                budget -= mail.size();
            }
        }
        flush(inMemory);
        board.health().backlog(backlog.size());
    }

    /** Some servers search an index that lags behind: a mail that was just settled is not to be delivered for that. */
    private boolean isBehindTheTimes(MessageKey key, MailMetadata mail) {
        return board.isGone(key) && finder.leavesOut(mail.flags());
    }

    private void flush(List<MailMetadata> mails) {
        bodies.fetch(mails);
        mails.clear();
    }

    private void deferMissing(List<Long> asked, List<MailMetadata> found) {
        Set<Long> missing = new LinkedHashSet<>(asked);
        found.forEach(mail -> missing.remove(mail.uid()));
        missing.forEach(uid -> board.defer(keyOf(uid), BodyFetch.VANISHED));
    }

    /** The budget ended in the middle of a range: this mail and the later ones wait. */
    private void putBack(List<Long> range, long firstUid) {
        for (int i = range.size() - 1; i >= 0 && range.get(i) >= firstUid; i--) {
            backlog.addFirst(range.get(i));
        }
    }

    private MessageKey keyOf(long uid) {
        return finder.keyOf(uid);
    }
}
