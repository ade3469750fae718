package io.mailboxconnector.api;

/**
 * What a mail is, judged by its headers: decides whether it may be answered automatically.
 *
 * @since 0.1
 */
public enum MailKind {

    /** Written by a person or by an application on somebody's behalf. */
    ORDINARY,

    /** Sent by a machine in response or on its own account (RFC 3834 {@code Auto-Submitted}, or a list or bulk header). */
    AUTOMATIC,

    /** A delivery status notification (RFC 3464), or a mail with an empty return path. */
    BOUNCE,

    /** Another report, such as a disposition notification (RFC 8098). */
    REPORT,

    /** Could not be parsed as MIME; only {@link ReceivedMail#raw()} and what headers could be read are available. */
    MALFORMED
}
