package io.mailboxconnector.inbound.watch;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.inbound.board.DeliveryBoard;
import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.delivery.Dispatcher;
import io.mailboxconnector.inbound.ledger.Durability;
import io.mailboxconnector.inbound.settings.InboundSettings;
import java.time.Clock;
import java.util.Set;

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

    /**
     * Deletes some old rows of the ledger, now and then. Old rows do not matter enough to end a connection.
     *
     * @param anyMail a key of the folder
     * @param selected the mails that would be delivered if the ledger did not know them
     */
    public void sweepLedger(MessageKey anyMail, Set<MessageKey> selected) {
        try {
            durability.ledger().sweep(anyMail, selected);
        } catch (MailboxException failure) {
            InboundLog.LOG.notSwept(settings.watched(), String.valueOf(failure.getMessage()));
        }
    }
}
