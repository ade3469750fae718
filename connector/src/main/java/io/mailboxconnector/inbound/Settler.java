package io.mailboxconnector.inbound;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.inbound.settings.InboundSettings;
import jakarta.mail.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the settlements of the board to the server, all mails with the same settlement in one command. Belongs to one
 * connection and the watch's thread.
 *
 * <p>A settlement leaves the board only after the server took it; when the connection breaks before, it is written again
 * on the next one. What the server refuses for good must not hold up the mailbox: the choice of a listener gives way to
 * {@code afterDelivery}, a quarantine to leaving the mail alone. Only {@code afterDelivery} itself has no substitute.
 */
final class Settler {

    private final InboundSettings settings;
    private final ImapSession session;
    private final DeliveryBoard board;

    Settler(InboundSettings settings, ImapSession session, DeliveryBoard board) {
        this.settings = settings;
        this.session = session;
        this.board = board;
    }

    /** Waits up to the limit for settlements to gather, then writes them. */
    void settle(Duration limit) {
        Map<Settlement, List<MessageKey>> groups = new LinkedHashMap<>();
        board.awaitSettlements(limit)
                .forEach((mail, settlement) -> groups.computeIfAbsent(target(settlement), s -> new ArrayList<>())
                        .add(mail));
        groups.forEach(this::write);
    }

    private void write(Settlement wanted, List<MessageKey> mails) {
        UidSet uids = UidSet.of(mails.stream().map(MessageKey::uid).toList());
        Settlement written = wanted;
        try {
            apply(wanted, uids);
        } catch (MailboxRefused refused) {
            if (wanted.equals(settings.afterDelivery())) {
                throw refused;
            }
            written = isOnFailure(wanted) ? Settlement.keep() : settings.afterDelivery();
            InboundLog.LOG.settlementRefused(
                    settings.watched(), wanted, mails.size(), written, String.valueOf(refused.getMessage()));
            apply(written, uids);
        }
        boolean stillSelected = written instanceof Settlement.Flag || written instanceof Settlement.Keep;
        mails.forEach(mail -> board.settled(mail, stillSelected));
    }

    private boolean isOnFailure(Settlement settlement) {
        return settlement.equals(settings.onFailure(""));
    }

    private void apply(Settlement settlement, UidSet uids) {
        if (settlement instanceof Settlement.MarkSeen) {
            session.store(uids, new Flags(Flags.Flag.SEEN), true);
        } else if (settlement instanceof Settlement.Flag flag) {
            session.store(uids, new Flags(flag.keyword()), true);
        } else if (settlement instanceof Settlement.MoveTo target) {
            move(uids, target.folder());
        } else if (settlement instanceof Settlement.Quarantine target) {
            move(uids, target.folder());
        } else if (settlement instanceof Settlement.Delete) {
            session.delete(uids);
        }
    }

    private void move(UidSet uids, String folder) {
        try {
            session.move(uids, folder);
        } catch (MailboxRefused refused) {
            // Most likely the folder is missing; when it is something else, the second refusal says so.
            session.createFolder(folder);
            session.move(uids, folder);
        }
    }

    /** Quarantined mails differ in their reasons only: they go in one command. */
    private static Settlement target(Settlement settlement) {
        return settlement instanceof Settlement.Quarantine quarantine
                ? new Settlement.Quarantine(quarantine.folder(), "")
                : settlement;
    }
}
