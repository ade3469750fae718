package io.mailboxconnector.management;

/**
 * What a management console sees of the login of an account: {@code io.mailboxconnector:type=Account,...}. Asks nobody; shows no
 * token and no secret. Accounts with the same client share one token, and show the same.
 */
public interface AccountMXBean {

    /**
     * Whose mailbox it is.
     *
     * @return the address; empty when the account is not known at the moment
     */
    String getMailbox();

    /**
     * When the token in use ends.
     *
     * @return the time; empty with a password, and before a token was needed
     */
    String getTokenExpiresAt();

    /**
     * Why the last request for a token failed.
     *
     * @return the message with its code; empty when it succeeded
     */
    String getLastError();

    /**
     * When the next request is allowed after a failure.
     *
     * @return the time; empty without a failure
     */
    String getNextAttempt();

    /**
     * How many requests have failed since the last success.
     *
     * @return the number
     */
    int getFailuresInARow();

    /**
     * What has to be renewed by an administrator.
     *
     * @return such as {@code clientSecret}; empty when nobody knows its end
     */
    String getCredential();

    /**
     * When that ends.
     *
     * @return the time; empty when nobody knows
     */
    String getCredentialExpiresAt();

    /**
     * How close that is.
     *
     * @return {@code UNKNOWN}, {@code FAR}, {@code SOON} (within 30 days), {@code URGENT} (within 7 days) or {@code OVER}
     */
    String getCredentialState();
}
