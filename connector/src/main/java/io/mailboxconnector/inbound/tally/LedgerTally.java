package io.mailboxconnector.inbound.tally;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.inbound.board.Attempts;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.ledger.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the attempts that the ledger knows, and ends them there. They are counted by the deliveries themselves, since their
 * threads wait for the database anyway.
 */
final class LedgerTally implements Tally {

    private final String watched;
    private final Ledger ledger;
    private final DeliveryBoard board;
    private final Attempts attempts;

    LedgerTally(String watched, Ledger ledger, DeliveryBoard board) {
        this.watched = watched;
        this.ledger = ledger;
        this.board = board;
        this.attempts = board.attempts();
    }

    @Override
    public void open(MessageKey anyMail) {
        Map<MessageKey, Integer> failures = new HashMap<>();
        ledger.attempts(anyMail)
                .forEach((uid, times) -> failures.put(
                        new MessageKey(anyMail.mailbox(), anyMail.folder(), anyMail.uidValidity(), uid), times));
        board.remember(failures);
    }

    @Override
    public void settled(List<MessageKey> mails, Settlement settlement) {
        List<MessageKey> failed = mails.stream()
                .filter(mail -> attempts.of(mail) > 0 && attempts.endsWith(settlement, mail))
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        try {
            ledger.forgetFailures(failed);
        } catch (MailboxException failure) {
            // A number too many costs nothing while the mail is out of the selection, and expires.
            InboundLog.LOG.attemptsNotCounted(watched, String.valueOf(failure.getMessage()));
        }
    }
}
