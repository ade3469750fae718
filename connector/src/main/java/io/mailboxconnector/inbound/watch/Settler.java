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

    Settler(InboundSettings settings, ImapSession session, DeliveryBoard board, Tally tally) {
        this.settings = settings;
        this.session = session;
        this.board = board;
        this.tally = tally;
    }

    /** Waits up to the limit for settlements to gather, then writes them. */
    void settle(Duration limit) {
        Map<Settlement, List<MessageKey>> groups = new LinkedHashMap<>();
        Map<MessageKey, Settlement> settlements = board.awaitSettlements(limit);
        tally.settling(settlements);
        settlements.forEach((mail, settlement) -> groups.computeIfAbsent(target(settlement), s -> new ArrayList<>())
                .add(mail));
        groups.forEach(this::write);
    }

    private void write(Settlement wanted, List<MessageKey> mails) {
        try {
            apply(wanted, mails);
            tally.settled(mails, wanted);
            mails.forEach(board::settled);
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
                apply(wanted, one);
                tally.settled(one, wanted);
                one.forEach(board::settled);
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

    private void apply(Settlement settlement, List<MessageKey> mails) {
        UidSet uids = UidSet.of(mails.stream().map(MessageKey::uid).toList());
        if (settlement instanceof Settlement.MarkSeen) {
            session.store(uids, new Flags(Flags.Flag.SEEN), true);
        } else if (settlement instanceof Settlement.Flag flag) {
            session.store(uids, new Flags(flag.keyword()), true);
        } else if (settlement instanceof Settlement.MoveTo target) {
            move(mails, uids, target.folder());
        } else if (settlement instanceof Settlement.Quarantine target) {
            move(mails, uids, target.folder());
        } else if (settlement instanceof Settlement.CopyTo target) {
            inFolder(target.folder(), () -> session.copy(uids, target.folder()));
            board.resettle(mails, Settlement.markSeen());
            session.store(uids, new Flags(Flags.Flag.SEEN), true);
        } else if (settlement instanceof Settlement.Delete) {
            delete(mails);
        }
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
