package io.mailboxconnector.api.outgoing;

/**
 * How urgent a mail is, for programs that show it.
 *
 * @since 0.1
 */
public enum MailPriority {
    /** More urgent than usual: {@code Importance: high}, {@code X-Priority: 1}. */
    HIGH,
    /** As usual; no header. */
    NORMAL,
    /** Less urgent than usual: {@code Importance: low}, {@code X-Priority: 5}. */
    LOW
}
