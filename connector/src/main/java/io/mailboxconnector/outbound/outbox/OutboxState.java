package io.mailboxconnector.outbound.outbox;

/** Where a row of the outbox stands; its name is the text in the column {@code state}. {@link OutboxStep} says what follows. */
public enum OutboxState {
    /** Waits for its turn. */
    QUEUED,
    /** A node has taken it and shows its envelope to a server. No octet of its content has left. */
    SENDING,
    /** Its content may be on its way. */
    TRANSMITTING,
    /** A server took responsibility for it. Kept for a while, then deleted. */
    SENT,
    /** A server refused it for good, or for the moment during too long a time. Waits for an administrator. */
    REJECTED,
    /** Nobody knows whether it was sent. Waits for an administrator. */
    UNKNOWN
}
