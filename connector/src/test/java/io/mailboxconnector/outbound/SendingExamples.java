package io.mailboxconnector.outbound;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.api.outgoing.CapturedMail;
import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.LocalTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The examples of {@code docs/developer/sending.md}; what stands between the marks is printed there. */
final class SendingExamples {

    final List<String> reports = new ArrayList<>();

    private final MailboxConnectionFactory mailboxes;

    SendingExamples(MailboxConnectionFactory mailboxes) {
        this.mailboxes = mailboxes;
    }

    String values(Path invoice) {
        // snippet: values
        OutgoingMail mail = OutgoingMail.builder()
                .to("Ann Smith <ann@example.com>")
                .subject("Your invoice")
                .text("Please find it attached.")
                .attach("invoice.pdf", "application/pdf", () -> Files.newInputStream(invoice))
                .build();
        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            SubmissionReceipt receipt = mailbox.send(mail);
            return receipt.messageId();
        }
        // end
    }

    OutgoingMail html(String customer, String question, Path logo) {
        // snippet: html
        OutgoingMail answer = OutgoingMail.builder()
                .to(customer)
                .subject("Re: Order 7")
                .inReplyTo(question)
                .text("It is on its way.")
                .html("<p>It is on its way.</p><img src='cid:logo'>")
                .inline("logo", "image/png", () -> Files.newInputStream(logo))
                .notify(DeliveryNotice.FAILURE, DeliveryNotice.DELAY)
                .build();
        // end
        return answer;
    }

    void message(MailboxConnection mailbox) throws MessagingException {
        // snippet: message
        MimeMessage message = mailbox.newMessage();
        message.setRecipients(Message.RecipientType.TO, "ann@example.com");
        message.setSubject("Thank you");
        message.setText("We read your mail.");
        mailbox.send(message);
        // end
    }

    void outcomes(MailboxConnection mailbox, OutgoingMail mail) {
        // snippet: outcomes
        try {
            mailbox.send(mail);
        } catch (SubmissionRejected rejected) {
            for (RefusedRecipient one : rejected.refused()) {
                report(one.address(), one.enhancedStatus(), one.isPermanent());
            }
        } catch (SubmissionUnknown unknown) {
            askAHuman(unknown.getMessage());
        }
        // end
    }

    void transaction(MailboxConnection mailbox, List<OutgoingMail> mails) throws ResourceException {
        // snippet: transaction
        LocalTransaction transaction = mailbox.unwrap(LocalTransaction.class);
        transaction.begin();
        for (OutgoingMail mail : mails) {
            mailbox.send(mail);
        }
        transaction.commit();
        // end
    }

    List<String> capture() {
        // snippet: capture
        List<CapturedMail> captured = mailboxes.capturedMails();
        CapturedMail last = captured.get(captured.size() - 1);
        return last.recipients();
        // end
    }

    private void report(String address, String status, boolean permanent) {
        reports.add(address + " " + status + " " + permanent);
    }

    private void askAHuman(String question) {
        reports.add(question);
    }
}
