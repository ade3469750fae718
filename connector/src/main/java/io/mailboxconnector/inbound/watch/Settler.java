package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.Copied;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.inbound.tally.Tally;
import jakarta.mail.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes the settlements of the board to the server, all mails with the same settlement in one command. Belongs to one
 * connection and the watch's thread.
 *
 * <p>A settlement leaves the board only after the server took it; when the connection breaks before, it is written again
 * on the next one. What the server refuses for good must not hold up the mailbox: the choice of a listener gives way to
 * {@code afterDelivery}, {@code afterDelivery} to marking as read, anything else to leaving the mail alone; each with a
 * warning.
 */
final class Settler {

    /** So often a settlement may be refused before another takes its place. */
    private static final int MOST_REFUSALS = 3;

    private final InboundSettings settings;
    private final ImapSession session;
    private final DeliveryBoard board;
    private final Tally tally;
    private final Finder finder;
    private boolean inDoubt;

    Settler(InboundSettings settings, ImapSession session, DeliveryBoard board, Tally tally, Finder finder) {
        this.settings = settings;
        this.session = session;
        this.board = board;
        this.tally = tally;
        this.finder = finder;
    }

    /**
     * Waits up to the limit for settlements to gather, then writes them.
     *
     * @return whether a look has to show what the selection no longer has
     */
    boolean settle(Duration limit) {
        inDoubt = false;
        Map<Settlement, List<MessageKey>> groups = new LinkedHashMap<>();
        Map<MessageKey, Settlement> settlements = board.awaitSettlements(limit);
        tally.settling(settlements);
        settlements.forEach((mail, settlement) -> groups.computeIfAbsent(target(settlement), s -> new ArrayList<>())
                .add(mail));
        groups.forEach(this::write);
        return inDoubt;
    }

    private void write(Settlement wanted, List<MessageKey> mails) {
        try {
            settled(wanted, mails, apply(wanted, mails));
        } catch (MailboxRefused refused) {
            if (mails.size() > 1) {
                writeOneByOne(wanted, mails);
            } else {
                substitute(wanted, mails, refused);
            }
        } catch (MailboxUnavailable refused) {
            // The server says: later. For ever later would hold up the mailbox.
            if (mails.stream().mapToInt(board::refused).min().orElse(0) < MOST_REFUSALS) {
                throw refused;
            }
            substitute(wanted, mails, refused);
        }
    }

    /** Finds the mails that the server refuses to settle; when it refuses several in a row, it will refuse them all. */
    private void writeOneByOne(Settlement wanted, List<MessageKey> mails) {
        int refusals = 0;
        for (int i = 0; i < mails.size(); i++) {
            List<MessageKey> one = mails.subList(i, i + 1);
            try {
                settled(wanted, one, apply(wanted, one));
                refusals = 0;
            } catch (MailboxRefused refused) {
                refusals++;
                if (refusals >= MOST_REFUSALS) {
                    substitute(wanted, mails.subList(i, mails.size()), refused);
                    return;
                }
                substitute(wanted, one, refused);
            }
        }
    }

    private void substitute(Settlement wanted, List<MessageKey> mails, MailboxException refused) {
        Settlement next = substituteOf(wanted);
        InboundLog.LOG.settlementRefused(
                settings.watched(), wanted, mails.size(), next, String.valueOf(refused.getMessage()));
        write(next, mails);
    }

    /** What comes next to a settlement. Keep, the last one, asks nothing of the server and cannot be refused. */
    private Settlement substituteOf(Settlement refused) {
        if (refused.equals(settings.afterDelivery())) {
            return refused instanceof Settlement.MarkSeen ? Settlement.keep() : Settlement.markSeen();
        }
        boolean givenUp = refused.equals(settings.onFailure(""));
        boolean last = refused instanceof Settlement.MarkSeen;
        return givenUp || last ? Settlement.keep() : settings.afterDelivery();
    }

    /**
     * A mail that was moved or deleted cannot be selected once more, and one that is kept stays selected. Of the others the
     * answer of the server tells whether they are still selected: as soon as somebody takes the flag off, they are to be
     * delivered again.
     */
    private void settled(Settlement settlement, List<MessageKey> mails, Map<Long, Set<String>> flags) {
        tally.settled(mails, settlement);
        boolean marked = isMark(settlement);
        for (MessageKey mail : mails) {
            Set<String> told = flags.get(mail.uid());
            boolean gone = told != null && finder.leavesOut(told);
            inDoubt |= finder.needsLooks() || (marked && !gone);
            board.settled(mail, gone);
        }
    }

    /** Whether a settled mail is still in the folder, with another flag. */
    private boolean isMark(Settlement settlement) {
        if (settlement instanceof Settlement.MoveTo || settlement instanceof Settlement.Quarantine) {
            return !session.hasCapability("MOVE") && !session.hasCapability("UIDPLUS");
        }
        return settlement instanceof Settlement.Delete
                ? !session.hasCapability("UIDPLUS")
                : !(settlement instanceof Settlement.Keep);
    }

    /** Gives the flags that the mails have now, as far as the server told. */
    private Map<Long, Set<String>> apply(Settlement settlement, List<MessageKey> mails) {
        UidSet uids = UidSet.of(mails.stream().map(MessageKey::uid).toList());
        if (settlement instanceof Settlement.MarkSeen) {
            return session.mark(uids, new Flags(Flags.Flag.SEEN));
        } else if (settlement instanceof Settlement.Flag flag) {
            return session.mark(uids, new Flags(flag.keyword()));
        } else if (settlement instanceof Settlement.MoveTo target) {
            move(mails, uids, target.folder());
        } else if (settlement instanceof Settlement.Quarantine target) {
            move(mails, uids, target.folder());
        } else if (settlement instanceof Settlement.CopyTo target) {
            inFolder(target.folder(), () -> session.copy(uids, target.folder()));
            board.resettle(mails, Settlement.markSeen());
            return session.mark(uids, new Flags(Flags.Flag.SEEN));
        } else if (settlement instanceof Settlement.Delete) {
            delete(mails);
        }
        return Map.of();
    }

    private void move(List<MessageKey> mails, UidSet uids, String folder) {
        if (session.hasCapability("MOVE")) {
            inFolder(folder, () -> {
                session.move(uids, folder);
                return uids;
            });
            return;
        }
        Copied copied = inFolder(folder, () -> session.copy(uids, folder));
        // When the connection breaks from here on, there must not be a second copy, and no original without proof of a
        // copy
        // may be expunged, whatever is written on the next connection.
        if (!copied.isProven()) {
            board.unproven(mails);
        }
        board.resettle(mails, Settlement.delete());
        session.delete(copied);
    }

    /** Originals of copies that nobody proved are only marked as deleted. */
    private void delete(List<MessageKey> mails) {
        Map<Boolean, List<Long>> byProof = mails.stream()
                .collect(Collectors.partitioningBy(
                        board::isUnproven, Collectors.mapping(MessageKey::uid, Collectors.toList())));
        List<Long> toMark = byProof.getOrDefault(true, List.of());
        List<Long> toDelete = byProof.getOrDefault(false, List.of());
        if (!toMark.isEmpty()) {
            session.store(UidSet.of(toMark), new Flags(Flags.Flag.DELETED), true);
        }
        if (!toDelete.isEmpty()) {
            session.delete(UidSet.of(toDelete));
        }
    }

    private <T> T inFolder(String folder, Supplier<T> step) {
        try {
            return step.get();
        } catch (MailboxRefused refused) {
            // Most likely the folder is missing; when it is something else, the second refusal says so.
            session.createFolder(folder);
            return step.get();
        }
    }

    /** Quarantined mails differ in their reasons only: they go in one command. */
    private static Settlement target(Settlement settlement) {
        return settlement instanceof Settlement.Quarantine quarantine
                ? new Settlement.Quarantine(quarantine.folder(), "")
                : settlement;
    }
}
