package io.mailboxconnector.auth;

/** How a {@link Token} is presented to a mail server. */
public enum Mechanism {
    /** SASL XOAUTH2 or OAUTHBEARER with an OAuth access token. */
    BEARER,
    /** PLAIN or LOGIN with a password, over TLS. */
    PASSWORD
}
