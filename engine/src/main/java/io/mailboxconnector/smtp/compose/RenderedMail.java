package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message in its final form, rendered before any connection is used: what is transmitted, octet by octet.
 *
 * <p>Belongs to one thread. Independent of the message it was made from, so it can be submitted again on another session; a big
 * one lies in a temporary file, which {@link #close()} deletes.
 *
 * @param messageId the Message-ID with angle brackets
 * @param sender the envelope sender; an empty address for the null reverse-path (RFC 5321 §4.5.5)
 * @param recipients the envelope recipients, without duplicates
 * @param content header and body with CRLF line ends, the last line complete; without {@code Bcc}
 * @param charset which octets and addresses are in it
 * @param request what is asked of delivery status notifications
 */
public record RenderedMail(
        String messageId,
        InternetAddress sender,
        List<InternetAddress> recipients,
        RawMail content,
        Octets charset,
        DeliveryRequest request)
        implements AutoCloseable {

    /**
     * What a server must or should know about the octets of a mail.
     *
     * @param eightBit whether there are octets beyond US-ASCII (RFC 6152)
     * @param internationalHeader whether there are some in the header (RFC 6532)
     * @param internationalAddress whether an address of the envelope needs SMTPUTF8 (RFC 6531)
     */
    public record Octets(boolean eightBit, boolean internationalHeader, boolean internationalAddress) {}

    /** Copies the list. */
    public RenderedMail {
        recipients = List.copyOf(recipients);
    }

    /**
     * Renders a message in memory: adds {@code Date}, {@code From} and {@code Message-ID} where they are missing, collects the
     * envelope, and takes the bytes.
     *
     * <p>The message of the caller stays usable. If it had not been saved, it is saved ({@code saveChanges}) as by every
     * sending; if it had no {@code Message-ID}, it receives the one that is sent, so that sending it once more repeats the
     * same id. Nothing else is changed.
     *
     * @param message the message of the caller
     * @param mailbox the address of the mailbox, for a missing {@code From}
     * @param now the time for a missing {@code Date}
     * @return the rendered mail, to be closed by the caller
     * @throws io.mailboxconnector.api.SubmissionRejected when it has no recipient, an address or header is unfit, or its
     *     content cannot be written
     */
    public static RenderedMail render(MimeMessage message, String mailbox, Instant now) {
        return new MailRenderer(mailbox, now, Optional.empty()).render(message);
    }

    /**
     * Renders a message as {@link #render(MimeMessage, String, Instant)} does, a big one into a file.
     *
     * @param message the message of the caller
     * @param mailbox the address of the mailbox, for a missing {@code From}
     * @param now the time for a missing {@code Date}
     * @param spool where big mails are kept until the rendered mail is closed
     * @return the rendered mail, to be closed by the caller
     * @throws io.mailboxconnector.api.MailboxException as there, and when the file cannot be written
     */
    public static RenderedMail render(MimeMessage message, String mailbox, Instant now, SpoolDirectory spool) {
        return new MailRenderer(mailbox, now, Optional.of(spool)).render(message);
    }

    /**
     * Creates an empty message whose {@code From} is a mailbox and whose {@code Message-ID} will be in its domain.
     *
     * @param mailbox the address of the mailbox
     * @return a message to be filled in
     */
    public static MimeMessage draft(String mailbox) {
        return new DraftMessage(mailbox);
    }

    /**
     * The domain of an address.
     *
     * @param address the address
     * @return the part behind the last at sign; {@code localhost.invalid} where there is none
     */
    public static String domainOf(String address) {
        return DraftMessage.domainOf(address);
    }

    /**
     * The same mail to further recipients, who do not stand in its header.
     *
     * @param addresses the addresses; ones that get the mail already are left out
     * @return a mail that shares the content of this one, instead of which it is to be closed
     */
    public RenderedMail alsoTo(List<String> addresses) {
        List<InternetAddress> all = new ArrayList<>(recipients);
        for (String address : addresses) {
            InternetAddress further = AddressField.single("alwaysBcc", address);
            if (all.stream().noneMatch(one -> one.getAddress().equalsIgnoreCase(further.getAddress()))) {
                all.add(further);
            }
        }
        return new RenderedMail(messageId, sender, all, content, charset, request);
    }

    /**
     * How many octets are transmitted, without doubled dots (RFC 1870 §4).
     *
     * @return the number
     */
    public long size() {
        return content.size();
    }

    /**
     * The message, parsed anew from what is transmitted.
     *
     * @return a message of its own, valid until this mail is closed
     */
    public MimeMessage message() {
        try {
            return new MimeMessage(null, content.open());
        } catch (MessagingException e) {
            throw MESSAGES.cannotRender(true, List.of(), e, sender.getAddress(), ServerText.clean(e.getMessage()));
        }
    }

    /** Releases the content. Idempotent, never throws. */
    @Override
    public void close() {
        content.close();
    }
}
