package io.mailboxconnector.testkit.smtp;

import java.util.Locale;

/** The steps of a submission, in their order. */
public enum Step {
    /** The connection was made. */
    GREETING,
    /** The client introduced itself. */
    EHLO,
    /** It logs in. */
    AUTH,
    /** It names the sender. */
    MAIL,
    /** It names a recipient. */
    RCPT,
    /** It announces content to end with a dot. */
    DATA,
    /** The content has arrived completely. */
    END_OF_CONTENT;

    boolean isGreeting() {
        return this == GREETING;
    }

    boolean isEndOfContent() {
        return this == END_OF_CONTENT;
    }

    boolean isCommand(String line) {
        return line.toUpperCase(Locale.ROOT).startsWith(name());
    }
}
