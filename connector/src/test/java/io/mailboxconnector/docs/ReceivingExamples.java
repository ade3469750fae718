package io.mailboxconnector.docs;

import io.mailboxconnector.api.DeliveryReport;
import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The source of the examples in {@code docs/developer/receiving.md}: what stands between a snippet's begin and end. */
final class ReceivingExamples {

    private ReceivingExamples() {}

    // snippet bean
    @MessageDriven(
            activationConfig = {
                @ActivationConfigProperty(
                        propertyName = "connectionFactoryLookup",
                        propertyValue = "java:/eis/Mailbox"),
                @ActivationConfigProperty(propertyName = "afterDelivery", propertyValue = "move:Processed"),
                @ActivationConfigProperty(propertyName = "skip", propertyValue = "autoReply, report"),
                @ActivationConfigProperty(propertyName = "maxMessageSize", propertyValue = "40MiB"),
                @ActivationConfigProperty(propertyName = "oversize", propertyValue = "headersOnly")
            })
    public static class Orders implements MailListener {

        @Resource(name = "eis/Mailbox")
        MailboxConnectionFactory mailboxes;

        @Override
        public void onMail(ReceivedMail mail) {
            switch (mail.kind()) {
                case ORDINARY -> thank(mail);
                case BOUNCE -> mail.deliveryReport().ifPresent(ReceivingExamples::undelivered);
                default -> mail.settle(Settlement.moveTo("Other"));
            }
        }

        void thank(ReceivedMail mail) {
            Optional<MimeMessage> answer = mail.autoReply();
            if (answer.isEmpty()) {
                return; // Nobody to be answered: a machine, ourselves, or a loop.
            }
            try (MailboxConnection mailbox = mailboxes.getConnection()) {
                answer.get().setText("We received your mail and will answer soon.", "UTF-8");
                mailbox.send(answer.get());
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
    // end

    // snippet report
    static List<String> undelivered(DeliveryReport report) {
        String about = report.originalMessageId().orElse("an unknown mail");
        List<String> lost = new ArrayList<>();
        for (DeliveryReport.Recipient recipient : report.recipients()) {
            if (recipient.isPermanent()) {
                lost.add(about + " did not reach " + recipient.address() + ": "
                        + recipient.diagnostic().or(recipient::status).orElse("no reason given"));
            }
        }
        return lost;
    }
    // end

    // snippet attachments
    static void save(ReceivedMail mail, Path directory) throws IOException {
        int number = 0;
        for (MailAttachment attachment : mail.attachments()) {
            number++;
            if (attachment.isInline() || attachment.size() > 20_000_000) {
                continue;
            }
            String name = number + "-" + attachment.fileName().orElse("attachment");
            try (InputStream content = attachment.content()) {
                Files.copy(content, directory.resolve(name));
            }
        }
    }
    // end

    // snippet forward
    static MimeMessage toAccounting(ReceivedMail mail) throws MessagingException {
        MimeMessage forward = mail.forward("Please pay this one.");
        forward.setRecipients(Message.RecipientType.TO, "accounting@contoso.example");
        return forward;
    }
    // end

    // snippet oversize
    static String summary(ReceivedMail mail) {
        return mail.isHeadersOnly()
                ? mail.subject() + " (" + mail.size() + " bytes, still on the server as " + mail.key() + ")"
                : mail.subject() + ": " + mail.text();
    }
    // end
}
