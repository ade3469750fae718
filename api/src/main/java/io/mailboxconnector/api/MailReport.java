package io.mailboxconnector.api;

import java.util.Optional;

/**
 * What a machine reports about an earlier mail, by a part of its mail that is made for machines (RFC 6522).
 *
 * <p>Immutable. Everything in it is what the sender of the report says; nothing proves that it is true.
 *
 * @since 0.1
 */
public sealed interface MailReport permits DeliveryReport, DispositionReport, FeedbackReport {

    /**
     * The mail that the report is about.
     *
     * @return its {@code Message-ID} with angle brackets; empty when the report does not tell
     */
    Optional<String> originalMessageId();
}
