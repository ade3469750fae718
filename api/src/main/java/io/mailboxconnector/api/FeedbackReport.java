package io.mailboxconnector.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A complaint about an earlier mail, mostly that somebody took it for spam (RFC 5965).
 *
 * <p>Immutable.
 *
 * @param originalMessageId the {@code Message-ID} of the mail that the report is about, with angle brackets; empty when the
 *     report does not contain its headers
 * @param type what the complaint is about
 * @param reportingAgent the program that made the report, if it is told
 * @param originalSender the envelope sender of the mail, if it is told
 * @param originalRecipients the envelope recipients of the mail, as far as they are told
 * @param arrivedAt when the mail arrived, if it is told
 * @param sourceAddress the address of the machine from which the mail came, if it is told
 * @param reportedDomains domains that the complaint is about
 * @param incidents how many complaints the report stands for, at least 1
 * @since 0.1
 */
public record FeedbackReport(
        Optional<String> originalMessageId,
        Type type,
        Optional<String> reportingAgent,
        Optional<String> originalSender,
        List<String> originalRecipients,
        Optional<Instant> arrivedAt,
        Optional<String> sourceAddress,
        List<String> reportedDomains,
        int incidents)
        implements MailReport {

    /** Copies the lists. */
    public FeedbackReport {
        Objects.requireNonNull(originalMessageId, "originalMessageId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reportingAgent, "reportingAgent");
        Objects.requireNonNull(originalSender, "originalSender");
        Objects.requireNonNull(arrivedAt, "arrivedAt");
        Objects.requireNonNull(sourceAddress, "sourceAddress");
        originalRecipients = List.copyOf(originalRecipients);
        reportedDomains = List.copyOf(reportedDomains);
    }

    /** What a complaint is about (RFC 5965 §3.5, RFC 6430, RFC 6591). */
    public enum Type {
        /** Mail that somebody did not want. */
        ABUSE,
        /** An attempt to deceive. */
        FRAUD,
        /** A virus. */
        VIRUS,
        /** It was taken for spam, and is none. */
        NOT_SPAM,
        /** The mail failed a check of its sender. */
        AUTH_FAILURE,
        /** Something else, or the report does not say. */
        OTHER
    }
}
