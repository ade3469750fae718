package io.mailboxconnector.sample.helpdesk;

/**
 * How a {@link TicketMessage} travelled.
 *
 * @since 0.1
 */
public enum MessageDelivery {

    /** Came by mail from the customer. */
    RECEIVED,

    /** Written and stored, not yet sent: seen only inside the transaction that sends it. */
    SENDING,

    /** Accepted by the mail server. */
    SENT,

    /** The connection broke after the last byte: it may or may not have been sent. */
    UNCERTAIN,

    /** Refused for good by the mail server. */
    REFUSED
}
