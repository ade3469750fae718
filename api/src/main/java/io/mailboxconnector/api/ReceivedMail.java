package io.mailboxconnector.api;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail that was fetched completely before it is handed over: independent of any connection, parsed locally, never
 * marked as read by looking at it.
 *
 * <p>Immutable but for {@link #settle}. Valid for the duration of the delivery or, when fetched through a
 * {@link MailFolder}, until the connection is closed: large bodies lie in a temporary file that is deleted afterwards.
 * Copy what you keep.
 *
 * <p>Headers that cannot be parsed are given as empty values, unknown charsets are guessed; {@link #raw()} always has the
 * original. Encrypted and signed parts, calendar entries, {@code winmail.dat} and attached mails are attachments.
 *
 * @since 0.1
 */
public interface ReceivedMail {

    /**
     * The identity of the mail on its server.
     *
     * @return the key, equal for every delivery of the same mail
     */
    MessageKey key();

    /**
     * What the mail is, judged by its headers.
     *
     * @return the kind; only {@link MailKind#ORDINARY} should be answered automatically
     */
    MailKind kind();

    /**
     * How often this mail has been handed to the bean, this time included: as far as this process knows or, with a
     * ledger, on all nodes and before their restarts.
     *
     * @return 1 for the first delivery; a redelivered mail has more
     */
    int attempt();

    /**
     * When the mail arrived in the mailbox (IMAP INTERNALDATE).
     *
     * @return the instant given by the server
     */
    Instant receivedAt();

    /**
     * When the sender says the mail was written ({@code Date}).
     *
     * @return the instant, empty when missing or unreadable
     */
    Optional<Instant> sentAt();

    /**
     * The size of the mail on its server.
     *
     * @return bytes, as transferred; of the whole mail, also when {@linkplain #isHeadersOnly() only its headers} are here
     */
    long size();

    /**
     * Whether only the headers were fetched, because the mail is greater than {@code maxMessageSize} and
     * {@code oversize=headersOnly}: text and attachments are empty, {@link #raw()} ends with the headers.
     *
     * @return true when the body stayed on the server
     */
    boolean isHeadersOnly();

    /**
     * The identity that the server gives to the mail wherever it is moved or copied to (RFC 8474 §5.1).
     *
     * @return the EMAILID; empty when the server does not offer {@code OBJECTID}
     */
    Optional<String> emailId();

    /**
     * The conversation to which the server counts the mail (RFC 8474 §5.2).
     *
     * @return the THREADID; empty when the server does not tell
     */
    Optional<String> threadId();

    /**
     * What a machine reports about an earlier mail.
     *
     * @return a {@link DeliveryReport}, {@link DispositionReport} or {@link FeedbackReport}; empty unless the mail is a
     *     {@linkplain MailKind#BOUNCE bounce} or a {@linkplain MailKind#REPORT report} with a readable part of that kind
     */
    Optional<MailReport> report();

    /**
     * What a mail server reports about the delivery of an earlier mail.
     *
     * @return the report; empty unless the mail is a {@linkplain MailKind#BOUNCE bounce} with a readable report
     */
    default Optional<DeliveryReport> deliveryReport() {
        return report().filter(DeliveryReport.class::isInstance).map(DeliveryReport.class::cast);
    }

    /**
     * Whether the mail carries the {@code X-Loop} mark that the connector puts on all mail that it sends for this mailbox:
     * then it is our own mail that came back, and answering it would never end.
     *
     * @return true for a mail that must not be answered
     */
    boolean isLooped();

    /**
     * The first {@code From} address.
     *
     * @return the address, empty when missing or unreadable
     */
    Optional<InternetAddress> from();

    /**
     * Where answers should go: {@code Reply-To}, else {@code From}.
     *
     * @return the addresses; empty when both are missing or unreadable
     */
    List<InternetAddress> replyTo();

    /**
     * The {@code To} addresses.
     *
     * @return the addresses; unreadable ones are missing
     */
    List<InternetAddress> to();

    /**
     * The {@code Cc} addresses.
     *
     * @return the addresses; unreadable ones are missing
     */
    List<InternetAddress> cc();

    /**
     * The subject, decoded (RFC 2047).
     *
     * @return the subject; empty text when missing
     */
    String subject();

    /**
     * The {@code Message-ID}: for threading, not an identity.
     *
     * @return the id with its angle brackets, empty when missing
     */
    Optional<String> messageId();

    /**
     * The mail that this one answers ({@code In-Reply-To}).
     *
     * @return the first id with its angle brackets, empty when there is none
     */
    Optional<String> inReplyTo();

    /**
     * The mails that this one answers: {@code In-Reply-To} and {@code References} together (RFC 5322 §3.6.4).
     *
     * @return ids with angle brackets, nearest ancestor last, without duplicates
     */
    List<String> references();

    /**
     * The values of a header, decoded and unfolded.
     *
     * @param name the name, in any case
     * @return all values in their order; empty when missing
     */
    List<String> header(String name);

    /**
     * The text of the mail: its plain text part, else its HTML part with the tags taken away. At most 16 MiB are read; the
     * rest of a longer text is in {@link #raw()}.
     *
     * @return the text; empty when the mail has neither
     */
    String text();

    /**
     * The HTML of the mail, as sent. Untrusted: escape or sanitise it before it is shown.
     *
     * @return the HTML, empty when the mail has none
     */
    Optional<String> html();

    /**
     * All other parts, inline images included.
     *
     * @return the attachments in their order
     */
    List<MailAttachment> attachments();

    /**
     * The part that the HTML of this mail shows by {@code cid:}.
     *
     * @param contentId the Content-ID, with or without angle brackets
     * @return the first part with that id, empty when there is none
     */
    default Optional<MailAttachment> inlinePart(String contentId) {
        String id = contentId.strip().replaceAll("^<|>$", "");
        return attachments().stream()
                .filter(part -> part.contentId().filter(id::equals).isPresent())
                .findFirst();
    }

    /**
     * The mail as it was transferred (RFC 5322).
     *
     * @return a new stream, to be closed by the caller
     */
    InputStream raw();

    /**
     * The mail as a Jakarta Mail object, parsed anew from {@link #raw()}.
     *
     * @return a message that belongs to no folder
     * @throws MailboxException when the mail cannot be parsed at all
     */
    MimeMessage toMimeMessage();

    /**
     * Begins an answer to the sender: from this mailbox, to {@code Reply-To}, else {@code From}, with {@code In-Reply-To},
     * {@code References} (RFC 5322 §3.6.4) and the subject after exactly one {@code Re:}, whatever the language of an earlier
     * prefix. It has no text yet and is sent with {@link MailboxConnection#send}.
     *
     * <p>Empty when nobody may be answered: the return path is empty, no address is readable, the only one is this mailbox,
     * the mail {@linkplain #isLooped() came back}, or, while the mail is with a listener, {@code maxRepliesPerSender} mails of
     * this sender were answered within {@code replyPeriod}. A second answer to the same mail does not count again.
     *
     * @return the message to be completed, or empty
     */
    Optional<MimeMessage> reply();

    /**
     * Begins an answer to everybody: as {@link #reply()}, but to {@code Mail-Followup-To} where it is given; else also to the
     * list ({@code List-Post}, RFC 2369) and, as {@code Cc}, to all {@code To} and {@code Cc} addresses. This mailbox is
     * never among them, no address is there twice.
     *
     * @return the message to be completed, or empty as with {@link #reply()}
     */
    Optional<MimeMessage> replyAll();

    /**
     * Begins an answer that a machine writes: as {@link #reply()}, marked with {@code Auto-Submitted: auto-replied}
     * (RFC 3834 §3.1.7), and only to an {@linkplain MailKind#ORDINARY ordinary} mail.
     *
     * @return the message to be completed, or empty
     */
    Optional<MimeMessage> autoReply();

    /**
     * Begins a forward: from this mailbox, without recipients, the subject after exactly one {@code Fwd:}, the given text, and
     * the mail itself as an attachment of type {@code message/rfc822}, byte by byte, so that nothing of it is lost or passed
     * off as written by somebody else. Send it while this mail is valid.
     *
     * @param text what stands before the attached mail, perhaps empty
     * @return the message to be addressed
     */
    MimeMessage forward(String text);

    /**
     * Begins a forward without a text of its own.
     *
     * @return the message to be addressed
     */
    default MimeMessage forward() {
        return forward("");
    }

    /**
     * Says what shall be done with this mail on the server instead of the configured {@code afterDelivery}. Effective
     * only when the transaction commits; the last call counts.
     *
     * @param settlement what shall be done
     * @throws IllegalArgumentException when the mail would be moved to the folder it is in
     * @throws IllegalStateException when the mail was not handed to a listener, or its delivery is over
     */
    void settle(Settlement settlement);
}
