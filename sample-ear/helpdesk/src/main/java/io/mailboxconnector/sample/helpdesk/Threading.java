package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.ReceivedMail;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the conversation to which a mail belongs (RFC 5322 §3.6.4). */
final class Threading {

    private Threading() {}

    /**
     * The ticket that a mail continues: by the mails it answers, nearest first, else by the tag in its subject.
     *
     * @param mail the mail
     * @param tickets where to look
     * @return the ticket, empty when the mail begins a new one
     */
    static Optional<Ticket> ticketOf(ReceivedMail mail, TicketIndex tickets) {
        List<String> ancestors = mail.references();
        for (int i = ancestors.size() - 1; i >= 0; i--) {
            Optional<Ticket> ticket = tickets.containing(ancestors.get(i));
            if (ticket.isPresent()) {
                return ticket;
            }
        }
        OptionalLong tag = SubjectTag.in(mail.subject());
        return tag.isPresent() ? tickets.numbered(tag.getAsLong()) : Optional.empty();
    }
}
