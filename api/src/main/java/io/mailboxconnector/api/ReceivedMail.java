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
 * <p>Headers that cannot be parsed are given as empty values; {@link #raw()} always has the original.
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
     * How often this mail has been handed to the bean, this time included, as far as this process knows.
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
     * The size of the mail.
     *
     * @return bytes, as transferred
     */
    long size();

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
     * The text of the mail: its plain text part, else its HTML part with the tags taken away.
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
     * Says what shall be done with this mail on the server instead of the configured {@code afterDelivery}. Effective
     * only when the transaction commits; the last call counts.
     *
     * @param settlement what shall be done
     * @throws IllegalArgumentException when the mail would be moved to the folder it is in
     * @throws IllegalStateException when the mail was not handed to a listener, or its delivery is over
     */
    void settle(Settlement settlement);
}
