package io.mailboxconnector.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a mail server reports about the delivery of an earlier mail (RFC 3464): which mail, and what became of it for each
 * recipient.
 *
 * <p>Immutable. Everything in it is what the sender of the report says; nothing proves that it is true.
 *
 * @param originalMessageId the {@code Message-ID} of the mail that the report is about, with angle brackets; empty when the
 *     report does not contain its headers
 * @param originalEnvelopeId the envelope id that was given when the mail was submitted (RFC 3461 §4.4), if any
 * @param reportingMta the server that reports, without the type of the name
 * @param recipients one entry for each recipient that is reported about, in the order of the report
 * @since 0.1
 */
public record DeliveryReport(
        Optional<String> originalMessageId,
        Optional<String> originalEnvelopeId,
        Optional<String> reportingMta,
        List<Recipient> recipients)
        implements MailReport {

    /** Copies the list. */
    public DeliveryReport {
        Objects.requireNonNull(originalMessageId, "originalMessageId");
        Objects.requireNonNull(originalEnvelopeId, "originalEnvelopeId");
        Objects.requireNonNull(reportingMta, "reportingMta");
        recipients = List.copyOf(recipients);
    }

    /**
     * Whether the delivery to somebody was given up.
     *
     * @return true when at least one recipient {@linkplain Action#FAILED failed}
     */
    public boolean hasFailures() {
        return recipients.stream().anyMatch(recipient -> recipient.action() == Action.FAILED);
    }

    /** What happened to the mail for one recipient (RFC 3464 §2.3.3). */
    public enum Action {
        /** It could not be delivered, and nobody tries any more. */
        FAILED,
        /** It could not be delivered so far; the server tries on. */
        DELAYED,
        /** It was delivered. */
        DELIVERED,
        /** It was handed to a server that sends no reports. */
        RELAYED,
        /** It was handed to several other addresses. */
        EXPANDED,
        /** The report does not say, or says something else. */
        UNKNOWN;

        /**
         * The action of a word in a report.
         *
         * @param word the value of {@code Action}, in any case
         * @return the action, {@link #UNKNOWN} when it is none of the standard
         */
        public static Action of(String word) {
            String name = word.strip().toUpperCase(Locale.ROOT);
            for (Action action : values()) {
                if (action.name().equals(name)) {
                    return action;
                }
            }
            return UNKNOWN;
        }
    }

    /**
     * What is reported about one recipient.
     *
     * @param address the recipient, as the last server knew it ({@code Final-Recipient}), without the type of the address
     * @param originalAddress the recipient as the sender wrote it ({@code Original-Recipient}), if it is told
     * @param action what happened
     * @param status the code of RFC 3463, such as {@code 5.1.1}; empty when missing or unreadable
     * @param diagnostic the words of the server that refused, if they are told
     */
    public record Recipient(
            String address,
            Optional<String> originalAddress,
            Action action,
            Optional<String> status,
            Optional<String> diagnostic) {

        /** Checks that nothing is null. */
        public Recipient {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(originalAddress, "originalAddress");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(diagnostic, "diagnostic");
        }

        /**
         * Whether sending again makes no sense.
         *
         * @return true when the delivery failed with a permanent status ({@code 5.x.x}), or without a status
         */
        public boolean isPermanent() {
            return action == Action.FAILED
                    && status.map(code -> code.startsWith("5")).orElse(true);
        }
    }
}
