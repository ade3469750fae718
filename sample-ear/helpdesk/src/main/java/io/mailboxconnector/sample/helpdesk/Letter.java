package io.mailboxconnector.sample.helpdesk;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes a {@link TicketMessage} as a mail that the customer's mail program shows in the right conversation. */
final class Letter {

    private static final int MAX_REFERENCES = 20;

    private Letter() {}

    /**
     * Fills in a mail.
     *
     * @param blank a new message of the mailbox, with its {@code From}
     * @param ticket the conversation; has a customer
     * @param message what to write; part of the conversation already
     * @throws MessagingException when an address or a text cannot be written as a header
     */
    static void write(MimeMessage blank, Ticket ticket, TicketMessage message) throws MessagingException {
        String customer = ticket.customer().orElseThrow();
        blank.setRecipient(Message.RecipientType.TO, new InternetAddress(customer, false));
        blank.setSubject(SubjectTag.reply(ticket), StandardCharsets.UTF_8.name());
        blank.setText(message.body(), StandardCharsets.UTF_8.name());
        if (message.isAutomatic()) {
            // RFC 3834 §5 for everybody, the second one for Exchange: no absence note, no receipt comes back.
            blank.setHeader("Auto-Submitted", "auto-replied");
            blank.setHeader("X-Auto-Response-Suppress", "All");
        }
        Optional<String> parent = lastReceived(ticket);
        if (parent.isPresent()) {
            blank.setHeader("In-Reply-To", parent.get());
            blank.setHeader("References", references(ticket, parent.get()));
        }
    }

    private static Optional<String> lastReceived(Ticket ticket) {
        return ticket.messages().stream()
                .filter(m -> m.delivery() == MessageDelivery.RECEIVED)
                .flatMap(m -> m.messageId().stream())
                .reduce((earlier, later) -> later);
    }

    /** The conversation with the answered mail last, one id per line as header lines are limited (RFC 5322 §2.1.1). */
    private static String references(Ticket ticket, String parent) {
        List<String> others = ticket.messages().stream()
                .flatMap(m -> m.messageId().stream())
                .filter(id -> !id.equals(parent))
                .distinct()
                .toList();
        List<String> latest = others.subList(Math.max(0, others.size() - MAX_REFERENCES), others.size());
        return latest.isEmpty() ? parent : String.join("\r\n ", latest) + "\r\n " + parent;
    }
}
