package io.mailboxconnector.it.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.SubmissionReceipt;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SubjectTerm;
import java.util.List;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application does with a connection, run as part of an application. */
@Tag("wildfly")
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    static final String ARCHIVE_FOLDER = "Archive";

    private MailboxConnectionFactory factory;

    @Deployment
    static EnterpriseArchive deployment() {
        return InContainerArchive.create();
    }

    @BeforeEach
    void lookUp() throws Exception {
        factory = (MailboxConnectionFactory) new InitialContext().lookup("java:app/mail/Mailbox");
    }

    @Test
    void sendsAndFindsFetchesFlagsAndMovesTheMail() throws Exception {
        try (MailboxConnection connection = factory.getConnection()) {
            SubmissionReceipt receipt = sendToMyself(connection, "round trip");
            MailFolder inbox = connection.folder("INBOX");

            List<MessageKey> keys = inbox.search(new SubjectTerm("round trip"));
            assertEquals(1, keys.size());
            ReceivedMail mail = inbox.fetch(keys).get(0);
            assertEquals("round trip", mail.subject());
            assertEquals("To myself.", mail.text().strip());
            assertEquals(receipt.messageId(), mail.messageId().orElseThrow());

            Flags seen = new Flags(Flags.Flag.SEEN);
            assertTrue(inbox.search(new FlagTerm(seen, false)).containsAll(keys), "fetching marks nothing as read");
            inbox.flag(keys, seen, true);
            assertFalse(inbox.search(new FlagTerm(seen, false)).containsAll(keys));

            inbox.move(keys, ARCHIVE_FOLDER);
            assertEquals(List.of(), inbox.search(new SubjectTerm("round trip")));
            assertEquals(
                    1,
                    connection
                            .folder(ARCHIVE_FOLDER)
                            .search(new SubjectTerm("round trip"))
                            .size());
        }
    }

    @Test
    void tellsWhatTheServerRefusesAndStaysUsable() throws Exception {
        try (MailboxConnection connection = factory.getConnection()) {
            MailFolder nowhere = connection.folder("Nowhere");
            MailboxException refusal =
                    assertThrows(MailboxRefused.class, () -> nowhere.search(new SubjectTerm("anything")));
            assertTrue(refusal.code().matches("MBX[0-9]{5}"), refusal.code());
            assertTrue(refusal.getMessage().contains("no such folder"), refusal.getMessage());
            sendToMyself(connection, "after the refusal");
        }
    }

    @Test
    void aClosedHandleRefusesEverything() {
        MailboxConnection connection = factory.getConnection();
        MailFolder inbox = connection.folder("INBOX");
        connection.close();
        connection.close();
        assertThrows(IllegalStateException.class, connection::newMessage);
        assertThrows(IllegalStateException.class, () -> inbox.search(new SubjectTerm("anything")));
    }

    @Test
    void whatAnExpertHadInHandsDoesNotReachTheNextBorrower() {
        Store first;
        try (MailboxConnection connection = factory.getConnection()) {
            first = connection.unwrap(Store.class);
        }
        try (MailboxConnection connection = factory.getConnection()) {
            assertNotSame(first, connection.unwrap(Store.class));
        }
    }

    private static SubmissionReceipt sendToMyself(MailboxConnection connection, String subject) throws Exception {
        MimeMessage message = connection.newMessage();
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(connection.mailbox()));
        message.setSubject(subject);
        message.setText("To myself.");
        return connection.send(message);
    }
}
