package io.mailboxconnector.it.sending.app;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * An order.
 *
 * @param subject what is ordered
 * @param to whom the mail goes to
 * @param factory the JNDI name of the factory that sends it
 * @param mailbox the mailbox that sends it, another than that of the factory
 * @param dataSource the JNDI name of the database that it is entered in
 */
record Order(String subject, String to, String factory, Optional<String> mailbox, String dataSource) {

    static Order of(HttpServletRequest request) {
        return new Order(
                request.getParameter("subject"),
                request.getParameter("to"),
                request.getParameter("factory"),
                Optional.ofNullable(request.getParameter("mailbox")),
                request.getParameter("dataSource"));
    }

    /** The same for something else. */
    Order about(String otherSubject) {
        return new Order(otherSubject, to, factory, mailbox, dataSource);
    }

    /** Sends the mail, enters the order, and gives the Message-ID. */
    String place() throws NamingException, MessagingException, SQLException {
        String messageId = send();
        enter(messageId);
        return messageId;
    }

    /** Sends the mail and gives its Message-ID. */
    String send() throws NamingException, MessagingException {
        MailboxConnectionFactory mailboxes = (MailboxConnectionFactory) new InitialContext().lookup(factory);
        try (MailboxConnection connection =
                mailbox.map(mailboxes::getConnection).orElseGet(mailboxes::getConnection)) {
            MimeMessage mail = connection.newMessage();
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            mail.setSubject(subject);
            mail.setText("We have your order.");
            return connection.send(mail).messageId();
        }
    }

    private void enter(String messageId) throws NamingException, SQLException {
        DataSource source = (DataSource) new InitialContext().lookup(dataSource);
        try (Connection connection = source.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into placed (subject, message_id) values (?, ?)")) {
            insert.setString(1, subject);
            insert.setString(2, messageId);
            insert.executeUpdate();
        }
    }
}
