package io.mailboxconnector.outbound.settings;

/** What is done with a mail of the outbox of which nobody knows whether it was sent. */
public enum UnknownPolicy {
    /** It waits for somebody who finds out: never sent twice, perhaps never. */
    PARK,
    /** It is sent once more: never lost, perhaps sent twice. */
    RESEND
}
