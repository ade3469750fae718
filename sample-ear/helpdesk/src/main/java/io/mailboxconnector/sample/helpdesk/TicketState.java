package io.mailboxconnector.sample.helpdesk;

/**
 * Whose turn it is in a {@link Ticket}.
 *
 * @since 0.1
 */
public enum TicketState {

    /** The customer waits for an answer. */
    OPEN,

    /** The help desk answered; the next word is the customer's. */
    ANSWERED,

    /** Done. A further mail of the customer opens the ticket again. */
    CLOSED
}
