package io.mailboxconnector.auth;

/** How a {@link Token} is presented to a mail server. */
public enum Mechanism {
    /** SASL XOAUTH2 with an OAuth access token. */
    XOAUTH2,
    /** PLAIN or LOGIN with a password, over TLS. */
    PASSWORD
}
