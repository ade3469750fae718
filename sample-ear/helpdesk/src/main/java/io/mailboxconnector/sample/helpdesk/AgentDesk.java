package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailboxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * What an agent can do with a ticket, in the transaction of the caller, who loaded the ticket.
 *
 * @since 0.1
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class AgentDesk {

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tickets tickets;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Postbox postbox;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Clock clock;

    /**
     * Answers the customer: stores first, sends last, as in {@link HelpdeskInbox}.
     *
     * @param ticket a ticket with a customer
     * @param text what to write
     * @return the message, with what became of it
     * @throws MailboxException when nothing was sent; nothing is stored either
     */
    public TicketMessage answer(Ticket ticket, String text) {
        TicketMessage message = TicketMessage.outgoing("Help desk", clock.instant(), text, false);
        ticket.add(message);
        tickets.flush();
        postbox.send(ticket, message);
        if (message.delivery() != MessageDelivery.REFUSED) {
            ticket.moveTo(TicketState.ANSWERED);
        }
        return message;
    }

    /**
     * Closes a ticket.
     *
     * @param ticket the ticket
     */
    public void close(Ticket ticket) {
        ticket.moveTo(TicketState.CLOSED);
        tickets.flush();
    }

    /**
     * Opens a ticket again.
     *
     * @param ticket the ticket
     */
    public void reopen(Ticket ticket) {
        ticket.moveTo(TicketState.OPEN);
        tickets.flush();
    }
}
