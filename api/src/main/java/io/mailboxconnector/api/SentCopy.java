package io.mailboxconnector.api;

/**
 * Whether a sent mail lies in the Sent folder of the mailbox.
 *
 * @since 0.1
 */
public enum SentCopy {
    /** The provider keeps a copy by itself, or nobody asked the connector for one. */
    LEFT_TO_SERVER,
    /** The connector stored a copy in the Sent folder. */
    STORED,
    /** The mail was sent, but no copy could be stored; the log says why. */
    FAILED
}
