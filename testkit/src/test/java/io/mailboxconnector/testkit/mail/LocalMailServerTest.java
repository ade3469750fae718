package io.mailboxconnector.testkit.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server that other tests rely on does what it promises, seen by an ordinary mail client. */
class LocalMailServerTest {

    private static final String MAILBOX = "support@contoso.example";

    private final LocalMailServer server = LocalMailServer.builder()
            .plain()
            .mailbox(MAILBOX, "open-sesame")
            .tokens((mailbox, token) -> token.equals("token-for-" + mailbox))
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void acceptsATokenThatTheRuleAccepts() throws MessagingException {
        server.start();
        try (Store store = imap("XOAUTH2", "token-for-" + MAILBOX)) {
            assertThat(store.isConnected()).isTrue();
            assertThat(server.openConnections()).isEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        assertThat(server.acceptedLogins()).isEqualTo(1);
        assertThat(server.connections(MailDoor.IMAP)).isEqualTo(1);
    }

    @Test
    void acceptsThePassword() throws MessagingException {
        server.start();
        try (Store store = imap("LOGIN", "open-sesame")) {
            assertThat(store.isConnected()).isTrue();
        }
    }

    @Test
    void refusesAnyOtherTokenAndPassword() {
        server.start();
        assertThatThrownBy(() -> imap("XOAUTH2", "forged")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> imap("LOGIN", MAILBOX)).isInstanceOf(AuthenticationFailedException.class);
        assertThat(server.acceptedLogins()).isZero();
        assertThat(server.refusedLogins()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void keepsMailsFlagsAndUidValidityOverARestartOnTheSamePorts() throws MessagingException {
        server.start();
        server.deliver("customer@example.com", MAILBOX, "Printer", "It is on fire.");
        int port = server.port(MailDoor.IMAP);
        long validity;
        try (Store store = imap("XOAUTH2", "token-for-" + MAILBOX);
                IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            validity = inbox.getUIDValidity();
            inbox.getMessage(1).setFlag(jakarta.mail.Flags.Flag.SEEN, true);
        }

        server.stop();
        assertThatThrownBy(() -> imap("LOGIN", "open-sesame")).isInstanceOf(MessagingException.class);
        server.deliver("customer@example.com", MAILBOX, "Still burning", "Hello?");
        server.start();

        assertThat(server.port(MailDoor.IMAP)).isEqualTo(port);
        assertThat(server.messages(MAILBOX, "INBOX"))
                .extracting(StoredMail::subject, StoredMail::isSeen)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Printer", true),
                        org.assertj.core.groups.Tuple.tuple("Still burning", false));
        try (Store store = imap("XOAUTH2", "token-for-" + MAILBOX);
                IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX")) {
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getUIDValidity()).isEqualTo(validity);
            assertThat(inbox.getMessageCount()).isEqualTo(2);
        }
    }

    @Test
    void deliversSubmittedMailToItsRecipient() throws MessagingException {
        server.start();
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.auth", "true");
        settings.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(settings);
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(MAILBOX));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("customer@example.com"));
        mail.setSubject("We are coming");
        mail.setText("With water.");
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", server.port(MailDoor.SMTP), MAILBOX, "token-for-" + MAILBOX);
            transport.sendMessage(mail, mail.getAllRecipients());
        }
        assertThat(server.messages("customer@example.com", "INBOX"))
                .extracting(StoredMail::subject)
                .containsExactly("We are coming");
    }

    @Test
    void knowsFoldersAndAnswersAnUnknownOneWithNothing() {
        server.createFolder(MAILBOX, "Errors");
        assertThat(server.messages(MAILBOX, "Errors")).isEmpty();
        assertThat(server.messages(MAILBOX, "Nowhere")).isEmpty();
        assertThat(server.messages("nobody@example.com", "INBOX")).isEmpty();
        assertThatThrownBy(() -> server.port(MailDoor.IMAPS)).isInstanceOf(IllegalArgumentException.class);
    }

    private Store imap(String mechanism, String secret) throws MessagingException {
        Properties settings = new Properties();
        settings.setProperty("mail.imap.auth.mechanisms", mechanism);
        settings.setProperty("mail.imap.connectiontimeout", "2000");
        settings.setProperty("mail.imap.timeout", "5000");
        Store store = Session.getInstance(settings).getStore("imap");
        store.connect("127.0.0.1", server.port(MailDoor.IMAP), MAILBOX, secret);
        return store;
    }
}
