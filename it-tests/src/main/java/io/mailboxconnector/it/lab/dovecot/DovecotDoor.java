package io.mailboxconnector.it.lab.dovecot;

/** The ports of Dovecot, all on the loopback address. */
public enum DovecotDoor {
    /** IMAP with STARTTLS; plain text is allowed, too. */
    IMAP,
    /** IMAP with TLS from the first byte. */
    IMAPS,
    /** POP3 with TLS from the first byte. */
    POP3S,
    /** Submission with STARTTLS, passed on to the relay. Takes no tokens of more than some 700 characters. */
    SUBMISSION,
    /** Delivery without authentication (RFC 2033). */
    LMTP,
    /** Authentication for other servers, in Dovecot's own protocol. */
    SASL
}
