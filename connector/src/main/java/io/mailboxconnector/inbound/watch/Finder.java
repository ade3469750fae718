package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.imap.FolderState;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.MailMetadata;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.ledger.Cursor;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.settings.Start;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which mails there are to deliver: those that the server selects, or those behind the cursor. Belongs to one
 * connection and the watch's thread.
 */
final class Finder {

    private final InboundSettings settings;
    private final ImapSession session;
    private final FolderState folder;
    private final DeliveryBoard board;
    private final Durability durability;
    private final Optional<FlagFilter> byFlags;
    private long newFrom; // no mail with this UID or a greater one was seen; 0 when the server does not tell

    Finder(
            InboundSettings settings,
            ImapSession session,
            FolderState folder,
            DeliveryBoard board,
            Durability durability) {
        this.settings = settings;
        this.session = session;
        this.folder = folder;
        this.board = board;
        this.durability = durability;
        this.newFrom = folder.uidNext();
        boolean flagsDecide = durability.cursor().isEmpty() && settings.start() instanceof Start.All;
        this.byFlags = flagsDecide ? FlagFilter.of(settings.searchExpression()) : Optional.empty();
    }

    /** Reads what is known of the folder from former lives. */
    void open() {
        durability.cursor().ifPresent(cursor -> cursor.open(keyOf(1), nextUid()));
    }

    /** The mails to deliver, the oldest first; some of them may be delivered or settled already. */
    Set<MessageKey> find() {
        Optional<Cursor> cursor = durability.cursor();
        Set<MessageKey> found = cursor.isPresent() ? findBehind(cursor.get()) : search(settings.searchExpression(), 0);
        found.forEach(mail -> newFrom = Math.max(newFrom, mail.uid() + 1));
        sweep(found);
        return found;
    }

    /**
     * The mails to deliver among those that came since the last time, by one fetch without a search. None also where only a
     * search can tell which are to be delivered.
     */
    List<MailMetadata> findNew() {
        if (byFlags.isEmpty() || newFrom == 0) {
            return List.of();
        }
        List<MailMetadata> arrived = fetchNew();
        arrived.forEach(mail -> newFrom = Math.max(newFrom, mail.uid() + 1));
        return arrived.stream()
                .filter(mail -> byFlags.get().admits(mail.flags()) && board.wants(keyOf(mail.uid())))
                .toList();
    }

    /**
     * Whether only another look can tell what the selection has after mails were settled: where the selection asks for more
     * than flags, and for a cursor, which moves on when it looks.
     */
    boolean needsLooks() {
        return byFlags.isEmpty();
    }

    /** Whether a mail with these flags is surely not among the mails to deliver. */
    boolean leavesOut(Set<String> flags) {
        return byFlags.isPresent() && !byFlags.get().admits(flags);
    }

    /** Some servers refuse a range that has no mail; a search is as good. */
    private List<MailMetadata> fetchNew() {
        try {
            return session.metadataFrom(newFrom);
        } catch (MailboxRefused refused) {
            return List.of();
        }
    }

    MessageKey keyOf(long uid) {
        return new MessageKey(session.account().mailbox(), settings.folder(), folder.uidValidity(), uid);
    }

    private Set<MessageKey> findBehind(Cursor cursor) {
        Cursor.Place place = cursor.place(keyOf(1));
        String since = settings.start() instanceof Start.Since some ? " " + some.key() : "";
        Set<MessageKey> behind = search(place.expression() + since, place.position());
        long settled = place.position();
        for (MessageKey mail : behind) {
            if (!board.isKept(mail)) {
                // Between the last settled mail and this one there is none.
                settled = Math.max(settled, mail.uid() - 1);
                break;
            }
            settled = mail.uid();
        }
        if (settled > place.position()) {
            cursor.advance(keyOf(1), settled);
        }
        return behind;
    }

    private Set<MessageKey> search(String expression, long above) {
        Set<MessageKey> found = new LinkedHashSet<>();
        session.search(expression).uids().stream()
                .filter(uid -> uid > above)
                .sorted()
                .forEach(uid -> found.add(keyOf(uid)));
        return found;
    }

    private long nextUid() {
        return folder.uidNext() > 0
                ? folder.uidNext()
                : session.search("ALL").uids().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0)
                        + 1;
    }

    /** Old rows do not matter enough to end a connection. */
    private void sweep(Set<MessageKey> selected) {
        try {
            durability.ledger().sweep(keyOf(1), selected);
        } catch (MailboxException failure) {
            InboundLog.LOG.notSwept(settings.watched(), String.valueOf(failure.getMessage()));
        }
    }
}
