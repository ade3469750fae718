package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Turns each new mail into a ticket, or into a further message of the ticket that it answers.
 *
 * <p>The container starts a transaction for each mail, and the connector acknowledges the mail after its commit. Whatever
 * is thrown here rolls back, and the mail comes again.
 *
 * @since 0.1
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "folder", propertyValue = "INBOX"),
            @ActivationConfigProperty(propertyName = "afterDelivery", propertyValue = "move:Processed")
        })
public class HelpdeskInbox implements MailListener {

    /** Mails that say nothing to a person who waits for an answer: they are kept, but open no ticket again. */
    private static final Set<MailKind> FROM_MACHINES =
            EnumSet.of(MailKind.AUTO_REPLY, MailKind.BOUNCE, MailKind.REPORT, MailKind.LIST);

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tickets tickets;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Postbox postbox;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Clock clock;

    @Override
    public void onMail(ReceivedMail mail) {
        // Delivery is at least once: after a crash the same mail may come again. Then nothing is left to do, and the
        // normal return lets the connector acknowledge it. When two deliveries of it run at the same time, both pass
        // here, and the unique constraint of TicketMessage.mailKey decides: the later one rolls back and comes again.
        if (tickets.hasReceived(mail.key())) {
            return;
        }
        boolean automatic = FROM_MACHINES.contains(mail.kind());
        Optional<Ticket> known = Threading.ticketOf(mail, tickets);
        Ticket ticket = known.orElseGet(() -> open(mail));
        ticket.add(TicketMessage.received(mail, automatic));
        if (!automatic) {
            ticket.moveTo(TicketState.OPEN);
        }
        tickets.flush();
        if (known.isEmpty() && Acknowledgement.isDue(ticket, mail)) {
            acknowledge(ticket);
        }
    }

    private Ticket open(ReceivedMail mail) {
        Ticket ticket =
                new Ticket(mail.subject(), mail.replyTo().stream().findFirst().orElse(null), mail.receivedAt());
        tickets.store(ticket);
        return ticket;
    }

    /**
     * Sending cannot be taken back by a rollback, so it comes last: everything that the database could refuse is flushed
     * before, and a failed send throws, which rolls the ticket back too. What remains is a failing commit after the send: then
     * the mail comes again and is acknowledged twice, which is better than a lost mail.
     */
    private void acknowledge(Ticket ticket) {
        TicketMessage message =
                TicketMessage.outgoing("Help desk", clock.instant(), Acknowledgement.text(ticket), true);
        ticket.add(message);
        tickets.flush();
        postbox.send(ticket, message);
    }
}
