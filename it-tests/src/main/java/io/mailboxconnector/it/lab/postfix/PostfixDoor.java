package io.mailboxconnector.it.lab.postfix;

/** The ports of Postfix, all on the loopback address. */
public enum PostfixDoor {
    /** Submission with STARTTLS, which is required before the login. */
    SUBMISSION,
    /** Submission with TLS from the first byte. */
    SUBMISSIONS,
    /** Mail from other servers, without a login. */
    SMTP
}
