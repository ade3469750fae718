package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.DESK;
import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.StaleKey;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.outbound.settings.DispatchSettings;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.settings.sending.SendingSettings;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import jakarta.mail.Flags;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors 2.1 §6.5.4: what a container may expect of a managed connection. */
class ManagedConnectionContractTest {

    private final OutboundFixture fixture = new OutboundFixture();
    private final RecordedEvents events = new RecordedEvents();
    private MailboxManagedConnection managed;

    @BeforeEach
    void create() {
        managed = new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
        managed.addConnectionEventListener(events);
    }

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
    }

    @Test
    void connectsEachSideOnFirstUseOnly() throws Exception {
        MailboxConnection connection = handle();
        assertThat(fixture.smtp.acceptedConnections() + fixture.imap.acceptedConnections())
                .isZero();

        connection.send(mail(connection));
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        assertThat(fixture.imap.acceptedConnections()).isZero();

        connection.folder("INBOX").search(new SubjectTerm("nothing"));
        connection.folder("INBOX").search(new SubjectTerm("nothing"));
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(1);
        assertThat(fixture.imap.commands("SELECT")).hasSize(1);
    }

    @Test
    void worksOnAFolderByKey() throws Exception {
        fixture.imap.deliver("From: ann@example.com\r\nSubject: First question\r\n\r\nHow?\r\n");
        fixture.imap.deliver("From: ben@example.com\r\nSubject: Second question\r\n\r\nWhy?\r\n");
        try (MailboxConnection connection = handle()) {
            MailFolder inbox = connection.folder("INBOX");

            List<MessageKey> keys = inbox.search(new SubjectTerm("question"));
            List<ReceivedMail> mails = inbox.fetch(keys);
            inbox.flag(keys.subList(0, 1), new Flags(Flags.Flag.SEEN), true);

            assertThat(mails).extracting(ReceivedMail::subject).containsExactly("First question", "Second question");
            assertThat(mails).extracting(ReceivedMail::key).isEqualTo(keys);
            assertThat(inbox.fetch(List.of())).isEmpty();
            MessageKey gone = new MessageKey(
                    DESK, "INBOX", keys.get(0).uidValidity() + 1, keys.get(0).uid());
            assertThatThrownBy(() -> inbox.fetch(List.of(gone)))
                    .isInstanceOfSatisfying(
                            StaleKey.class, stale -> assertThat(stale.key()).isEqualTo(gone))
                    .hasMessageStartingWith("MBX22300");
            MessageKey foreign = new MessageKey(
                    DESK, "Other", keys.get(0).uidValidity(), keys.get(0).uid());
            assertThatThrownBy(() -> inbox.fetch(List.of(foreign)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("MBX22011");
        }
        assertThat(fixture.imap.commands("UID STORE")).hasSize(1);
    }

    @Test
    void tellsOnceThatAHandleWasClosed() throws Exception {
        MailboxConnection connection = handle();

        connection.close();
        connection.close();

        assertThat(events.closed).singleElement().satisfies(event -> {
            assertThat(event.getSource()).isSameAs(managed);
            assertThat(event.getConnectionHandle()).isSameAs(connection);
        });
        assertThatThrownBy(connection::mailbox)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22003");
        assertThatThrownBy(() -> connection.send((MimeMessage) null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.folder("INBOX")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.unwrap(Transport.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::newMessage).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsAFatalErrorOnceAndNothingAfterwards() throws Exception {
        fixture.smtp.behave(new DropsAfterFinalDot());
        MailboxConnection connection = handle();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).isInstanceOf(SubmissionUnknown.class);
        connection.close();

        assertThat(events.errors).singleElement().satisfies(event -> {
            assertThat(event.getConnectionHandle()).isSameAs(connection);
            assertThat(event.getException()).isInstanceOf(SubmissionUnknown.class);
        });
        assertThat(events.closed).isEmpty();
        assertThat(managed.isStillValid()).isFalse();
        assertThat(managed.serves(fixture.settings())).isFalse();
        assertThatThrownBy(this::handle).isInstanceOf(ResourceException.class);
    }

    @Test
    void doesNotTakeARefusalForAFatalError() throws Exception {
        fixture.smtp.behave(new RejectsRecipient("ann@example.com"));
        MailboxConnection connection = handle();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).isInstanceOf(SubmissionRejected.class);

        assertThat(events.errors).isEmpty();
        fixture.smtp.behave(Misbehaviour.NONE);
        assertThat(connection.send(message).accepted()).hasSize(1);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void reopensASideThatTheServerDroppedWhileItWasIdle() throws Exception {
        try (MailboxConnection first = handle()) {
            first.send(mail(first));
        }
        fixture.smtp.dropConnections();
        fixture.smtp.forget();

        try (MailboxConnection second = handle()) {
            assertThat(second.send(mail(second)).accepted()).hasSize(1);
        }

        assertThat(fixture.smtp.submissions()).hasSize(1);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        assertThat(fixture.smtp.logins()).isEqualTo(1);
        assertThat(events.errors).isEmpty();
    }

    @Test
    void doesNotReopenASideThatHasWorkedForThisHandle() throws Exception {
        MailboxConnection connection = handle();
        connection.send(mail(connection));
        fixture.smtp.dropConnections();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).isInstanceOf(ConnectionLost.class);

        assertThat(events.errors).hasSize(1);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void reopensOnceOnly() throws Exception {
        try (MailboxConnection first = handle()) {
            first.send(mail(first));
        }
        fixture.smtp.dropConnections();
        fixture.smtp.behave(new ReplyTo("MAIL", Answer.drop()));
        MailboxConnection second = handle();
        MimeMessage message = mail(second);

        assertThatThrownBy(() -> second.send(message)).isInstanceOf(ConnectionLost.class);

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(2);
        assertThat(events.errors).hasSize(1);
    }

    @Test
    void servesTwoHandlesOverOneConnection() throws Exception {
        MailboxConnection one = handle();
        MailboxConnection two = handle();
        one.send(mail(one));
        one.close();

        assertThat(two.send(mail(two)).accepted()).hasSize(1);

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        two.close();
        assertThat(events.closed).hasSize(2);
    }

    @Test
    void adoptsAHandleOfAnotherConnection() throws Exception {
        MailboxConnection connection = handle();
        MailboxManagedConnection other = new MailboxManagedConnection(
                fixture.settings().withMailbox("sales@contoso.example"), fixture.engine, null);

        other.associateConnection(connection);
        managed.cleanup();

        assertThat(connection.mailbox()).isEqualTo("sales@contoso.example");
        connection.close();
        assertThat(events.closed).isEmpty();
        assertThatThrownBy(() -> other.associateConnection("no handle"))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith("MBX22009");
        other.destroy();
    }

    @Test
    void takesHandlesAwayAtCleanupAndStaysConnected() throws Exception {
        MailboxConnection connection = handle();
        connection.send(mail(connection));

        managed.cleanup();
        managed.cleanup();

        assertThatThrownBy(connection::mailbox)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22004");
        connection.close();
        assertThat(events.closed).isEmpty();
        MailboxConnection next = handle();
        next.send(mail(next));
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void closesBothSidesOnce() throws Exception {
        MailboxConnection connection = handle();
        connection.send(mail(connection));
        connection.folder("INBOX").search(new SubjectTerm("nothing"));

        managed.destroy();
        managed.destroy();

        assertThat(fixture.smtp.commands()).filteredOn("QUIT"::equals).hasSize(1);
        assertThat(fixture.imap.commands("LOGOUT")).hasSize(1);
        assertThatThrownBy(managed::getMetaData).isInstanceOf(ResourceException.class);
        assertThatThrownBy(this::handle).isInstanceOf(ResourceException.class).hasMessageStartingWith("MBX22008");
    }

    @Test
    void isNotAskedWhetherItLivesWithoutNeed() throws Exception {
        assertThat(managed.isStillValid()).isTrue();
        assertThat(fixture.smtp.acceptedConnections()).isZero();

        try (MailboxConnection connection = handle()) {
            connection.send(mail(connection));
        }
        fixture.pass(Duration.ofMillis(499));
        assertThat(managed.isStillValid()).isTrue();
        assertThat(fixture.smtp.commands()).doesNotContain("NOOP");

        fixture.pass(Duration.ofMillis(2));
        assertThat(managed.isStillValid()).isTrue();
        assertThat(fixture.smtp.commands()).filteredOn("NOOP"::equals).hasSize(1);
    }

    @Test
    void isInvalidWhenOneOfItsServersIsGone() throws Exception {
        try (MailboxConnection connection = handle()) {
            connection.send(mail(connection));
            connection.unwrap(Store.class);
        }
        fixture.pass(Duration.ofSeconds(1));
        assertThat(managed.isStillValid()).isTrue();

        fixture.imap.dropConnections();
        fixture.pass(Duration.ofSeconds(1));
        assertThat(managed.isStillValid()).isFalse();
    }

    @Test
    void isInvalidWhenItsServerFallsSilentWithinABoundedTime() throws Exception {
        fixture.factory.setReadTimeout("PT1S");
        MailboxManagedConnection hasty = new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
        try (MailboxConnection connection = (MailboxConnection) hasty.getConnection(null, null)) {
            connection.send(mail(connection));
        }
        fixture.pass(Duration.ofSeconds(1));
        fixture.smtp.behave(new ReplyTo("NOOP", Answer.silence()));

        assertThat(fixture.factory.getInvalidConnections(Set.of(hasty))).isEqualTo(Set.of(hasty));
        hasty.destroy();
    }

    @Test
    void sendsALimitedNumberOfMailsOverOneSession() throws Exception {
        fixture.factory.setMaxMessagesPerConnection("3");
        MailboxManagedConnection few = new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
        try (MailboxConnection connection = (MailboxConnection) few.getConnection(null, null)) {
            for (int i = 0; i < 7; i++) {
                connection.send(mail(connection));
            }
        }

        assertThat(fixture.smtp.submissions()).hasSize(7);
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(3);
        few.destroy();
    }

    @Test
    void replacesAnOldSessionBetweenTwoOperations() throws Exception {
        MailboxConnection connection = handle();
        connection.folder("INBOX").search(new SubjectTerm("x"));
        connection.send(mail(connection));
        fixture.pass(Duration.ofMinutes(29));
        connection.send(mail(connection));
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);

        fixture.pass(Duration.ofMinutes(1));
        connection.send(mail(connection));
        connection.folder("INBOX").search(new SubjectTerm("x"));

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(2);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(2);
        assertThat(events.errors).isEmpty();
    }

    @Test
    void retiresBeforeItsTokenEnds(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.create();
        try (FakeAuthorizationServer authorization = FakeAuthorizationServer.start(certificates.server())) {
            authorization.registerClient("contoso.example", "client-1", "secret-1");
            authorization.setTokenLife(Duration.ofMinutes(60));
            AccountSettings plain = fixture.account();
            MailboxManagedConnection byToken = new MailboxManagedConnection(
                    new OutboundSettings(
                            new AccountSettings(
                                    plain.provider(),
                                    DESK,
                                    Authentication.clientSecret(
                                            authorization.authority("contoso.example"),
                                            "client-1",
                                            "secret-1",
                                            "https://outlook.office365.com/.default"),
                                    plain.imap(),
                                    plain.smtp(),
                                    new Trust(
                                            Optional.of(certificates.writeAuthorityPem(directory)),
                                            Optional.empty(),
                                            Optional.empty()),
                                    plain.timeouts()),
                            fixture.settings().life(),
                            SendingSettings.PLAIN,
                            DispatchSettings.IMMEDIATE,
                            false),
                    fixture.engine,
                    null);
            try (MailboxConnection connection = (MailboxConnection) byToken.getConnection(null, null)) {
                connection.send(mail(connection));
            }
            fixture.smtp.forget();

            fixture.pass(Duration.ofMinutes(29));
            try (MailboxConnection again = (MailboxConnection) byToken.getConnection(null, null)) {
                again.send(mail(again));
            }
            assertThat(fixture.smtp.logins())
                    .as("the first session is young enough")
                    .isZero();
            fixture.pass(Duration.ofMinutes(30).plusSeconds(30));
            assertThat(byToken.isStillValid()).isTrue();
            try (MailboxConnection again = (MailboxConnection) byToken.getConnection(null, null)) {
                again.send(mail(again));
            }

            assertThat(fixture.smtp.logins()).isEqualTo(1);
            assertThat(events.errors).isEmpty();
            byToken.destroy();
        }
    }

    @Test
    void takesPartInNoTransaction() {
        assertThatThrownBy(managed::getXAResource)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageStartingWith("MBX22007");
        assertThatThrownBy(managed::getLocalTransaction)
                .isInstanceOf(NotSupportedException.class)
                .hasMessageStartingWith("MBX22021");
    }

    @Test
    void showsServerAndMailboxToTheContainer() throws Exception {
        assertThat(managed.getMetaData().getEISProductName()).contains("127.0.0.1");
        MailboxConnection connection = handle();
        connection.send(mail(connection));

        assertThat(managed.getMetaData().getEISProductName()).isEqualTo("scripted.example.com ESMTP ready");
        assertThat(managed.getMetaData().getUserName()).isEqualTo(DESK);
        assertThat(managed.getMetaData().getMaxConnections()).isZero();
        assertThat(managed.toString()).contains(DESK).doesNotContain("pass-word-1");
    }

    @Test
    void tellsTheLogWriterOfTheContainerWhatHappensToIt() throws Exception {
        StringWriter written = new StringWriter();
        managed.setLogWriter(new PrintWriter(written));
        try (MailboxConnection first = handle()) {
            first.send(mail(first));
        }
        fixture.smtp.dropConnections();
        try (MailboxConnection second = handle()) {
            second.send(mail(second));
        }
        managed.destroy();

        assertThat(written.toString().lines())
                .containsExactly(
                        "Mailbox Connector: the connection to " + DESK
                                + " was dropped by the server while it was idle, and opened anew for sending",
                        "Mailbox Connector: the connection to " + DESK + " is destroyed");
    }

    @Test
    void unwrapsStoreAndTransport() throws Exception {
        MailboxConnection connection = handle();

        assertThat(connection.unwrap(SMTPTransport.class).supportsExtension("SIZE"))
                .isTrue();
        assertThat(connection.unwrap(IMAPStore.class).isConnected()).isTrue();
        assertThatThrownBy(() -> connection.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MBX22010");
    }

    @Test
    void keepsNoSideWhoseProtocolObjectWasUnwrapped() throws Exception {
        MailboxConnection first = handle();
        first.unwrap(SMTPTransport.class).setReportSuccess(true);
        first.unwrap(IMAPStore.class);
        first.send(mail(first));

        managed.cleanup();

        assertThat(fixture.smtp.commands()).filteredOn("QUIT"::equals).hasSize(1);
        assertThat(fixture.imap.commands("LOGOUT")).hasSize(1);
        MailboxConnection second = handle();
        second.send(mail(second));
        second.folder("INBOX").search(new SubjectTerm("nothing"));
        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(2);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(2);
        assertThat(second.unwrap(SMTPTransport.class).getReportSuccess()).isFalse();
        assertThat(managed.isStillValid()).isTrue();
        assertThat(events.errors).isEmpty();
    }

    @Test
    void keepsTheSideThatWasNotUnwrapped() throws Exception {
        MailboxConnection connection = handle();
        connection.send(mail(connection));
        connection.unwrap(IMAPStore.class);

        managed.cleanup();
        managed.cleanup();

        assertThat(fixture.smtp.commands()).doesNotContain("QUIT");
        assertThat(fixture.imap.commands("LOGOUT")).hasSize(1);
    }

    private MailboxConnection handle() throws ResourceException {
        return (MailboxConnection) managed.getConnection(null, null);
    }
}
