package io.mailboxconnector.api.outgoing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mail to be sent, as values.
 *
 * <pre>{@code
 * OutgoingMail mail = OutgoingMail.builder()
 *         .to("ann@example.com")
 *         .subject("Your invoice")
 *         .text("Please find it attached.")
 *         .attach("invoice.pdf", "application/pdf", () -> Files.newInputStream(invoice))
 *         .build();
 * }</pre>
 *
 * <p>What is not set comes from the defaults of the connection factory ({@code from}, {@code senderName}, {@code replyTo},
 * {@code alwaysBcc}). Addresses may carry a display name: {@code "Ann Smith <ann@example.com>"}. Texts may contain any
 * character; addresses and headers are checked when the mail is sent, so that every fault names its field.
 *
 * <p>Immutable and safe for any number of threads, as far as its content sources are; may be sent any number of times.
 *
 * @since 0.1
 */
public final class OutgoingMail {

    private final OutgoingMailBuilder values;

    OutgoingMail(OutgoingMailBuilder values) {
        this.values = values;
    }

    /**
     * Begins an empty mail.
     *
     * @return a builder
     */
    public static OutgoingMailBuilder builder() {
        return new OutgoingMailBuilder();
    }

    /**
     * A builder with the values of this mail.
     *
     * @return a new builder; changing it does not change this mail
     */
    public OutgoingMailBuilder toBuilder() {
        return new OutgoingMailBuilder(values);
    }

    /**
     * The author.
     *
     * @return the address, perhaps with a display name; empty for the default of the factory
     */
    public Optional<String> from() {
        return Optional.ofNullable(values.from);
    }

    /**
     * The recipients.
     *
     * @return addresses
     */
    public List<String> to() {
        return List.copyOf(values.to);
    }

    /**
     * Who gets a copy.
     *
     * @return addresses
     */
    public List<String> cc() {
        return List.copyOf(values.cc);
    }

    /**
     * Who gets a copy that the others do not see.
     *
     * @return addresses
     */
    public List<String> bcc() {
        return List.copyOf(values.bcc);
    }

    /**
     * Where answers go.
     *
     * @return addresses; empty for the default of the factory
     */
    public List<String> replyTo() {
        return List.copyOf(values.replyTo);
    }

    /**
     * The subject.
     *
     * @return any text
     */
    public String subject() {
        return values.subject;
    }

    /**
     * The plain text.
     *
     * @return the text; empty when there is none
     */
    public Optional<String> text() {
        return Optional.ofNullable(values.text);
    }

    /**
     * The HTML.
     *
     * @return the document; empty when there is none
     */
    public Optional<String> html() {
        return Optional.ofNullable(values.html);
    }

    /**
     * Files and inline images.
     *
     * @return in the order in which they were added
     */
    public List<OutgoingAttachment> attachments() {
        return List.copyOf(values.attachments);
    }

    /**
     * How urgent it is.
     *
     * @return the priority
     */
    public MailPriority priority() {
        return values.priority;
    }

    /**
     * Further headers.
     *
     * @return values by name, in the order in which they were set
     */
    public Map<String, String> headers() {
        return new LinkedHashMap<>(values.headers);
    }

    /**
     * When to report about the delivery.
     *
     * @return empty for what the server does by itself
     */
    public Set<DeliveryNotice> notices() {
        return Set.copyOf(values.notices);
    }

    /**
     * Whether a report returns the whole mail or its header.
     *
     * @return true for the whole mail; empty for what the server does by itself
     */
    public Optional<Boolean> returnsWholeMail() {
        return Optional.ofNullable(values.returnsWholeMail);
    }

    /**
     * The id that reports repeat (RFC 3461 §4.4).
     *
     * @return the id; empty when there is none
     */
    public Optional<String> envelopeId() {
        return Optional.ofNullable(values.envelopeId);
    }

    /**
     * The mail that this one answers.
     *
     * @return its Message-ID; empty when there is none
     */
    public Optional<String> inReplyTo() {
        return Optional.ofNullable(values.inReplyTo);
    }

    /**
     * The conversation so far, oldest first.
     *
     * @return Message-IDs
     */
    public List<String> references() {
        return List.copyOf(values.references);
    }

    /**
     * The id of this mail.
     *
     * @return the Message-ID; empty for a new one in the domain of the sender
     */
    public Optional<String> messageId() {
        return Optional.ofNullable(values.messageId);
    }
}
