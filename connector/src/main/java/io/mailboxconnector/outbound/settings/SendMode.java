package io.mailboxconnector.outbound.settings;

/** When mails are submitted. */
public enum SendMode {
    /** Within {@code send}, whatever becomes of a transaction. */
    IMMEDIATE,
    /** After the transaction has committed; at once where there is none. */
    ON_COMMIT,
    /** Some time after the transaction has committed, from a table that it wrote the mail into. */
    OUTBOX
}
