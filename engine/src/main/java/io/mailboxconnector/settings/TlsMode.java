package io.mailboxconnector.settings;

/** How a connection to a mail server is protected. */
public enum TlsMode {
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT,
    /** Plain text until STARTTLS, which is required: a server that does not offer it is refused. */
    STARTTLS,
    /** No protection at all; for loopback, or where the administrator allowed plain text explicitly. */
    NONE
}
