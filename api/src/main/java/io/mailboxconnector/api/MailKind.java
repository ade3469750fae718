package io.mailboxconnector.api;

/**
 * What a mail is, judged by its headers: decides whether it may be answered automatically. The first of these that applies,
 * from {@link #MALFORMED} on: reports, automatic replies, bounces without a report, lists.
 *
 * <p>{@code X-Auto-Response-Suppress} alone is no sign of a machine, since Outlook writes it into ordinary mail; neither is
 * {@code Precedence} alone.
 *
 * @since 0.1
 */
public enum MailKind {

    /** Written by a person or by an application on somebody's behalf. */
    ORDINARY,

    /** Sent by a machine, in response or on its own account: {@code Auto-Submitted} is there and not {@code no} (RFC 3834 §5). */
    AUTO_REPLY,

    /**
     * A delivery status notification (RFC 3464), see {@link ReceivedMail#deliveryReport()}, or a mail with an empty return path
     * that does not say what it is.
     */
    BOUNCE,

    /** Another report: a disposition notification (RFC 8098), a complaint (RFC 5965). */
    REPORT,

    /**
     * Sent through a mailing list: {@code List-Id} (RFC 2919) or {@code List-Post} is there, or another {@code List-} header
     * (RFC 2369) together with {@code Precedence: list} or {@code bulk}.
     */
    LIST,

    /** Could not be parsed as MIME; only {@link ReceivedMail#raw()} and what headers could be read are available. */
    MALFORMED
}
