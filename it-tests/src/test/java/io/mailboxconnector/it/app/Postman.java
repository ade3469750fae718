package io.mailboxconnector.it.app;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.SubmissionReceipt;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Sends one mail over a connection that it borrows and gives back. */
final class Postman {

    private Postman() {}

    static SubmissionReceipt send(MailboxConnectionFactory factory, String to, String subject)
            throws MessagingException {
        try (MailboxConnection connection = factory.getConnection()) {
            MimeMessage mail = connection.newMessage();
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            mail.setSubject(subject);
            mail.setText("Sent by the application.");
            return connection.send(mail);
        }
    }
}
