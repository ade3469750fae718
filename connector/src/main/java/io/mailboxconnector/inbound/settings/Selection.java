package io.mailboxconnector.inbound.settings;

/** Which mails of a folder are delivered. */
public enum Selection {
    /** Those that nobody has read. */
    UNSEEN("UNSEEN UNDELETED"),
    /** All, also those that somebody has read. */
    ALL("UNDELETED");

    private final String expression;

    Selection(String expression) {
        this.expression = expression;
    }

    /** An IMAP search expression (RFC 9051 §6.4.4). */
    String expression() {
        return expression;
    }
}
