package io.mailboxconnector.mime;

import io.mailboxconnector.api.MessageKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Parses texts as mails. */
final class TestMails {

    static final MessageKey KEY = new MessageKey("orders@contoso.example", "INBOX", 7, 42);
    static final Instant ARRIVAL = Instant.parse("2026-01-02T03:04:05Z");

    private TestMails() {}

    static MessageKey key(long uid) {
        return new MessageKey(KEY.mailbox(), KEY.folder(), KEY.uidValidity(), uid);
    }

    static ParsedMail parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static ParsedMail parse(byte[] bytes) {
        return ParsedMail.parse(Arrival.of(KEY, ARRIVAL, bytes.length), RawMail.of(bytes));
    }
}
