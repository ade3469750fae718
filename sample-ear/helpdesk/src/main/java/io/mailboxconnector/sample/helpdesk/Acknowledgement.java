package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.ReceivedMail;
import java.util.Locale;

/** The automatic answer to the first mail of a ticket: when it may be sent, and what it says (RFC 3834). */
final class Acknowledgement {

    private Acknowledgement() {}

    /**
     * Whether a ticket may be acknowledged. Two machines that answer each other never stop, therefore: only to a mail
     * that no machine sent, never to the help desk itself, only once per ticket.
     *
     * @param ticket the ticket of the mail; its only acknowledgement is used up when the answer is true
     * @param mail the mail that came in
     * @return true when the acknowledgement has to be sent now
     */
    static boolean isDue(Ticket ticket, ReceivedMail mail) {
        String ownAddress = mail.key().mailbox();
        boolean toSomebodyElse = ticket.customer()
                .filter(customer -> !customer.equalsIgnoreCase(ownAddress))
                .isPresent();
        boolean fromSomebodyElse = mail.from()
                .filter(from -> !ownAddress.equalsIgnoreCase(from.getAddress()))
                .isPresent();
        return mail.kind() == MailKind.ORDINARY && toSomebodyElse && fromSomebodyElse && ticket.claimAcknowledgement();
    }

    /**
     * What the acknowledgement says.
     *
     * @param ticket the ticket, stored already
     * @return plain text
     */
    static String text(Ticket ticket) {
        return String.format(Locale.ROOT, """
            Hello,

            thank you for your mail "%s".
            It is ticket number %d. We will answer as soon as we can.

            If you want to add something, just reply to this mail.

            The help desk
            (this mail was written by a machine)
            """, ticket.subject(), ticket.id());
    }
}
