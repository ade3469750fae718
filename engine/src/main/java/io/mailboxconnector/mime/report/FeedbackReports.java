package io.mailboxconnector.mime.report;

import io.mailboxconnector.api.FeedbackReport;
import io.mailboxconnector.api.FeedbackReport.Type;
import io.mailboxconnector.mime.text.HeaderText;
import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the machine-readable part of a complaint in the Abuse Reporting Format (RFC 5965 §3).
 *
 * <p>Stateless. Lenient: what is missing or unreadable is empty.
 */
public final class FeedbackReports {

    private static final int MOST_INCIDENTS = 1_000_000;

    private FeedbackReports() {}

    /**
     * Reads a report.
     *
     * @param report the content of the part {@code message/feedback-report}, decoded; the caller closes it
     * @param attachedMessageId the {@code Message-ID} of the mail that is attached, if one is
     * @return the report
     * @throws IOException when the content cannot be decoded
     */
    public static FeedbackReport read(InputStream report, Optional<String> attachedMessageId) throws IOException {
        StatusFields fields = StatusFields.read(report);
        return new FeedbackReport(
                attachedMessageId,
                fields.value("Feedback-Type").map(FeedbackReports::typeOf).orElse(Type.OTHER),
                fields.value("User-Agent").map(HeaderText::decode),
                fields.value("Original-Mail-From").map(StatusFields::address).filter(address -> !address.isEmpty()),
                fields.all("Original-Rcpt-To").stream()
                        .map(StatusFields::address)
                        .toList(),
                fields.value("Arrival-Date")
                        .or(() -> fields.value("Received-Date"))
                        .flatMap(FeedbackReports::instant),
                fields.value("Source-IP"),
                fields.all("Reported-Domain"),
                fields.value("Incidents").map(FeedbackReports::number).orElse(1));
    }

    private static Type typeOf(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "abuse" -> Type.ABUSE;
            case "fraud" -> Type.FRAUD;
            case "virus" -> Type.VIRUS;
            case "not-spam" -> Type.NOT_SPAM;
            case "auth-failure" -> Type.AUTH_FAILURE;
            default -> Type.OTHER;
        };
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(new MailDateFormat().parse(text)).map(Date::toInstant);
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    private static int number(String text) {
        boolean readable = text.strip().matches("\\d{1,7}");
        return readable ? Math.max(1, Math.min(MOST_INCIDENTS, Integer.parseInt(text.strip()))) : 1;
    }
}
