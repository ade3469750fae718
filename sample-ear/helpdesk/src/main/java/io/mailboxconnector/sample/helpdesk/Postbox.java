package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** Sends the mails of the help desk over the connections that the server pools. */
@ApplicationScoped
public class Postbox {

    /** By name, not by lookup: each server says in its own words where the name leads (WildFly: {@code jboss-web.xml}). */
    @Resource(name = "eis/Mailbox")
    @SuppressWarnings("NullAway.Init")
    private MailboxConnectionFactory mailboxes;

    /**
     * Sends a message of a ticket and records in it what became of it.
     *
     * @param ticket the ticket; has a customer
     * @param message the message; part of the ticket already
     * @throws MailboxException when nothing was sent and trying again makes sense, or somebody must act: rolls the
     *     transaction back
     */
    void send(Ticket ticket, TicketMessage message) {
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            MimeMessage mail = mailbox.newMessage();
            Letter.write(mail, ticket, message);
            SubmissionReceipt receipt = mailbox.send(mail);
            message.sent(receipt.messageId());
        } catch (SubmissionUnknown e) {
            // It may be on its way. A rollback would lead to a second one, so the doubt is stored and shown instead.
            message.failed(MessageDelivery.UNCERTAIN, e.getMessage());
        } catch (SubmissionRejected e) {
            // An address that does not exist will not exist next time either; the customer's mail must not suffer for
            // it.
            if (e.retryAdvice().decision() == RetryAdvice.Decision.RETRY) {
                throw e;
            }
            message.failed(MessageDelivery.REFUSED, e.getMessage());
        } catch (MessagingException e) {
            message.failed(MessageDelivery.REFUSED, "The mail could not be written: " + e.getMessage());
        }
    }
}
