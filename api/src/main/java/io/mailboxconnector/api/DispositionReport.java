package io.mailboxconnector.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of an earlier mail after it was delivered (RFC 8098): whether a person saw it, or a program dealt with it.
 *
 * <p>Immutable.
 *
 * @param originalMessageId the {@code Message-ID} of the mail that the report is about, with angle brackets
 * @param finalRecipient who reports, as the mail program knew the address, without its type
 * @param originalRecipient the recipient as the sender wrote it, if it is told
 * @param reportingAgent the mail program, if it is told
 * @param disposition what became of the mail
 * @param isAutomatic whether a program acted without a person ({@code automatic-action})
 * @param error what went wrong on the way, if it is told
 * @since 0.1
 */
public record DispositionReport(
        Optional<String> originalMessageId,
        Optional<String> finalRecipient,
        Optional<String> originalRecipient,
        Optional<String> reportingAgent,
        Disposition disposition,
        boolean isAutomatic,
        Optional<String> error)
        implements MailReport {

    /** Checks that nothing is null. */
    public DispositionReport {
        Objects.requireNonNull(originalMessageId, "originalMessageId");
        Objects.requireNonNull(finalRecipient, "finalRecipient");
        Objects.requireNonNull(originalRecipient, "originalRecipient");
        Objects.requireNonNull(reportingAgent, "reportingAgent");
        Objects.requireNonNull(disposition, "disposition");
        Objects.requireNonNull(error, "error");
    }

    /** What became of the mail (RFC 8098 §3.2.6.2). */
    public enum Disposition {
        /** It was shown to somebody; whether it was read or understood nobody knows. */
        DISPLAYED,
        /** It was sent on, printed or the like, without having been shown. */
        DISPATCHED,
        /** A program dealt with it by the rules of the recipient. */
        PROCESSED,
        /** It was deleted, shown before or not. */
        DELETED,
        /** The report does not say, or says something else. */
        UNKNOWN
    }
}
