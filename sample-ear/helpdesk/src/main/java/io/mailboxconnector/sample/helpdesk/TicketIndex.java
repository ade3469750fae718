package io.mailboxconnector.sample.helpdesk;

import java.util.Optional;

/** Where {@link Threading} looks tickets up. */
interface TicketIndex {

    /**
     * The ticket that contains a mail.
     *
     * @param messageId a {@code Message-ID} with angle brackets
     * @return the ticket, empty when no ticket contains it
     */
    Optional<Ticket> containing(String messageId);

    /**
     * The ticket with a number.
     *
     * @param id the number
     * @return the ticket, empty when there is none
     */
    Optional<Ticket> numbered(long id);
}
