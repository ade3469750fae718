package io.mailboxconnector.api.outgoing;

/**
 * When the mail servers shall report about a delivery (RFC 3461 §4.1). Passed on to servers that offer it; others report failures
 * only, as always.
 *
 * @since 0.1
 */
public enum DeliveryNotice {
    /** Never report, not even a failure; stands alone. */
    NEVER,
    /** Report that the mail was delivered. */
    SUCCESS,
    /** Report that it cannot be delivered. */
    FAILURE,
    /** Report that the delivery takes unusually long. */
    DELAY
}
