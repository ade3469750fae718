package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.fault.ServerText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.UUID;

/**
 * A message from a mailbox that gives itself a {@code Message-ID} in the domain of that mailbox and keeps one that is
 * already there; Jakarta Mail's own would look up and reveal the name of the machine.
 *
 * <p>Not safe for use by several threads.
 */
final class DraftMessage extends MimeMessage {

    private final String domain;
    private DeliveryRequest deliveryRequest = DeliveryRequest.NONE;

    DraftMessage(String mailbox) {
        super((Session) null);
        this.domain = domainOf(mailbox);
        try {
            setFrom(new InternetAddress(mailbox));
        } catch (AddressException e) {
            throw badMailbox(mailbox, e);
        } catch (MessagingException e) {
            throw new IllegalStateException("a new message takes a From", e);
        }
    }

    DeliveryRequest deliveryRequest() {
        return deliveryRequest;
    }

    void request(DeliveryRequest request) {
        deliveryRequest = request;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        if (getMessageID() == null) {
            setHeader("Message-ID", newMessageId(domain));
        }
    }

    /** A Message-ID in a domain (RFC 5322 §3.6.4). */
    static String newMessageId(String domain) {
        return "<" + UUID.randomUUID() + "@" + domain + ">";
    }

    /** The part behind the last at sign; {@code localhost.invalid} where there is none, never the name of the machine. */
    public static String domainOf(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return domain.isEmpty() || domain.length() == address.length() ? "localhost.invalid" : domain;
    }

    private static SubmissionRejected badMailbox(String mailbox, AddressException cause) {
        return MESSAGES.badAddress(
                true, List.of(), cause, ServerText.oneLine(mailbox), "From", ServerText.clean(cause.getMessage()));
    }
}
