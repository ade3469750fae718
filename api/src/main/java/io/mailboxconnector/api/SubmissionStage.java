package io.mailboxconnector.api;

/**
 * How far a mail has come when {@code send} returns; what it can be is configured ({@code sendMode}, {@code transactionLevel}).
 *
 * @since 0.1
 */
public enum SubmissionStage {
    /** The server took responsibility for it, or it was captured. */
    SUBMITTED,
    /**
     * It is kept in memory until the transaction commits, and submitted then; dropped when it rolls back. With
     * {@code sendMode=onCommit} whatever the server will say about it is logged, and nobody is told; with
     * {@code transactionLevel=local} a refusal rolls the transaction back.
     */
    AWAITING_COMMIT,
    /** It is a row of the outbox in the transaction of the caller, and is submitted some time after that has committed. */
    IN_OUTBOX
}
