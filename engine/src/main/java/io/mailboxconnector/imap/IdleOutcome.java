package io.mailboxconnector.imap;

/** Why an IDLE ended; the connection is ready for commands in every case. */
public enum IdleOutcome {
    /** The server said that something in the folder changed. */
    CHANGED,
    /** {@link ImapSession#wake()} was called. */
    WOKEN,
    /** The time given is over. */
    TIMED_OUT
}
