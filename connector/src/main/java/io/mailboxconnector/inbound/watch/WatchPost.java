package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.settings.InboundSettings;
import java.time.Clock;

/**
 * What all visits of one watch work with.
 *
 * @param settings what the activation says
 * @param board where mails are put
 * @param dispatcher starts deliveries
 * @param durability what outlives the process
 * @param told the clock by which tokens end
 * @param steady the clock of what is waited for, which nobody sets
 */
public record WatchPost(
        InboundSettings settings,
        DeliveryBoard board,
        Dispatcher dispatcher,
        Durability durability,
        Clock told,
        Clock steady) {

    /** Deletes some old rows of the ledger, now and then. That it fails is no reason not to look for mail. */
    public void sweepLedger() {
        try {
            durability.ledger().sweep();
        } catch (MailboxException failure) {
            InboundLog.LOG.notSwept(settings.watched(), String.valueOf(failure.getMessage()));
        }
    }
}
