package io.mailboxconnector.mime.report;

import io.mailboxconnector.api.DispositionReport;
import io.mailboxconnector.api.DispositionReport.Disposition;
import io.mailboxconnector.mime.text.HeaderText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the machine-readable part of a message disposition notification (RFC 8098 §3.1).
 *
 * <p>Stateless. Lenient: what is missing or unreadable is empty.
 */
public final class DispositionReports {

    private DispositionReports() {}

    /**
     * Reads a report.
     *
     * @param notification the content of the part {@code message/disposition-notification}, decoded; the caller closes it
     * @param attachedMessageId the {@code Message-ID} of the mail that is attached, if one is
     * @return the report
     * @throws IOException when the content cannot be decoded
     */
    public static DispositionReport read(InputStream notification, Optional<String> attachedMessageId)
            throws IOException {
        StatusFields fields = StatusFields.read(notification);
        String disposition = fields.value("Disposition").orElse("").toLowerCase(Locale.ROOT);
        int semicolon = disposition.indexOf(';');
        String mode = semicolon < 0 ? "" : disposition.substring(0, semicolon);
        return new DispositionReport(
                fields.value("Original-Message-ID").map(HeaderText::decode).or(() -> attachedMessageId),
                fields.value("Final-Recipient").map(StatusFields::address),
                fields.value("Original-Recipient").map(StatusFields::address),
                fields.value("Reporting-UA").map(HeaderText::decode),
                typeOf(disposition.substring(semicolon + 1)),
                mode.contains("automatic-action"),
                fields.value("Error").or(() -> fields.value("Failure")).map(HeaderText::decode));
    }

    /** A type may have modifiers behind a slash. */
    private static Disposition typeOf(String type) {
        String word = type.split("/", 2)[0].strip();
        return switch (word) {
            case "displayed" -> Disposition.DISPLAYED;
            case "dispatched" -> Disposition.DISPATCHED;
            case "processed" -> Disposition.PROCESSED;
            case "deleted" -> Disposition.DELETED;
            default -> Disposition.UNKNOWN;
        };
    }
}
