package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.util.ServerSetup;

/** One way into the {@link LocalMailServer}: a protocol, with TLS from the first byte or without any. */
public enum MailDoor {
    /** IMAP in TLS. */
    IMAPS(ServerSetup.PROTOCOL_IMAPS),
    /** SMTP submission in TLS. */
    SMTPS(ServerSetup.PROTOCOL_SMTPS),
    /** IMAP in plain text. */
    IMAP(ServerSetup.PROTOCOL_IMAP),
    /** SMTP submission in plain text. */
    SMTP(ServerSetup.PROTOCOL_SMTP);

    private final String protocol;

    MailDoor(String protocol) {
        this.protocol = protocol;
    }

    String protocol() {
        return protocol;
    }

    boolean isEncrypted() {
        return this == IMAPS || this == SMTPS;
    }

    boolean isImap() {
        return this == IMAP || this == IMAPS;
    }
}
