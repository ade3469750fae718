package io.mailboxconnector.inbound;

import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
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
 * on the next one.
 */
final class Settler {

    private final ImapSession session;
    private final DeliveryBoard board;

    Settler(ImapSession session, DeliveryBoard board) {
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

    private void write(Settlement settlement, List<MessageKey> mails) {
        UidSet uids = UidSet.of(mails.stream().map(MessageKey::uid).toList());
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
        boolean stillSelected = settlement instanceof Settlement.Flag || settlement instanceof Settlement.Keep;
        mails.forEach(mail -> board.settled(mail, stillSelected));
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
