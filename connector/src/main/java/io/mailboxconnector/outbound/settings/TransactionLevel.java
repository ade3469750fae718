package io.mailboxconnector.outbound.settings;

/** What part the connections of a factory take in transactions. */
public enum TransactionLevel {
    /** None: the server does not tell them of transactions. */
    NONE,
    /** As a resource with a local transaction: mails are submitted within the commit, and a refusal rolls it back. */
    LOCAL
}
