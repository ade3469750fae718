package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailFolder;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.testkit.imap.Drops;
import io.mailboxconnector.testkit.imap.ImapBehaviour;
import io.mailboxconnector.testkit.imap.Without;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.AnswersFinalDot;
import io.mailboxconnector.testkit.smtp.DropsDuringData;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import jakarta.resource.ResourceException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated in silence after a session was dropped while it idled, and what is not. */
class RepetitionTest {

    private OutboundFixture fixture = new OutboundFixture();
    private MailboxManagedConnection managed = managed();

    @AfterEach
    void end() {
        managed.destroy();
        fixture.close();
    }

    @Test
    void searchesFetchesAndFlagsAgain() throws Exception {
        for (String again : List.of("UID SEARCH", "UID FETCH", "UID STORE")) {
            startWith(new Drops(again));
            idle();
            fixture.imap.forgetCommands();
            MailFolder inbox = borrow().folder("INBOX");

            switch (again) {
                case "UID SEARCH" ->
                    assertThat(inbox.search(new SubjectTerm("first"))).hasSize(1);
                case "UID FETCH" -> assertThat(inbox.fetch(List.of(key()))).hasSize(1);
                default -> inbox.flag(List.of(key()), new Flags(Flags.Flag.SEEN), true);
            }

            assertThat(fixture.imap.acceptedConnections()).as(again).isEqualTo(2);
        }
    }

    @Test
    void doesNotCopyTwiceWhenTheConnectionBreaksInTheMiddleOfAMove() throws Exception {
        startWith(new Without("MOVE"), new Drops("UID STORE"));
        idle();
        MailFolder inbox = borrow().folder("INBOX");

        assertThatThrownBy(() -> inbox.move(List.of(key()), "Done")).isInstanceOf(ConnectionLost.class);

        assertThat(fixture.imap.commands("UID COPY")).hasSize(1);
        assertThat(fixture.imap.mailbox().folder("Done").mails()).hasSize(1);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UID COPY", "UID MOVE"})
    void doesNotRepeatAMoveWhoseFirstCommandWasLost(String command) throws Exception {
        startWith(command.equals("UID COPY") ? new Without("MOVE") : new Without(), new Drops(command));
        idle();
        MailFolder inbox = borrow().folder("INBOX");

        assertThatThrownBy(() -> inbox.move(List.of(key()), "Done")).isInstanceOf(ConnectionLost.class);

        assertThat(fixture.imap.commands(command)).hasSize(1);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void doesNotRepeatWhenTheSessionHasAnswered() throws Exception {
        startWith(new Drops(1, "UID SEARCH"));
        MailboxConnection connection = borrow();
        connection.folder("INBOX").fetch(List.of(key()));
        managed.cleanup();
        MailFolder done = borrow().folder("Done");

        assertThatThrownBy(() -> done.search(new SubjectTerm("first"))).isInstanceOf(ConnectionLost.class);

        assertThat(fixture.imap.commands("SELECT Done")).hasSize(1);
        assertThat(fixture.imap.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void isNotDeceivedByAUseWithoutACommand() throws Exception {
        idle();
        fixture.imap.dropConnections();
        MailFolder inbox = borrow().folder("INBOX");

        assertThat(inbox.fetch(List.of())).isEmpty();
        assertThat(inbox.search(new SubjectTerm("first"))).hasSize(1);

        assertThat(fixture.imap.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void sendsAgainWhenTheFirstCommandWasLost() throws Exception {
        sendAndIdle();
        fixture.smtp.expireConnections();
        MailboxConnection connection = borrow();

        assertThat(connection.send(mail(connection)).accepted()).hasSize(1);

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(2);
        assertThat(fixture.smtp.submissions()).hasSize(2);
    }

    @Test
    void doesNotSendAgainOnceTheServerHasAnswered() throws Exception {
        sendAndIdle();
        fixture.smtp.behave(new ReplyTo("RCPT", Answer.drop()));
        assertNotSentAgain(ConnectionLost.class);
    }

    @Test
    void doesNotSendAgainOnceTheContentWasBegun() throws Exception {
        sendAndIdle();
        fixture.smtp.behave(new DropsDuringData(10));
        MailboxConnection connection = borrow();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).isInstanceOf(MailboxException.class);

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void doesNotSendAgainWhatWasRefusedByAGoodbyeToTheFinalDot() throws Exception {
        sendAndIdle();
        fixture.smtp.behave(new AnswersFinalDot(Answer.sayAndDrop("421 4.3.0 going down")));
        assertNotSentAgain(SubmissionRejected.class);
    }

    @Test
    void doesNotSendAgainWhatWasRefusedBeforeTheConnectionClosed() throws Exception {
        sendAndIdle();
        fixture.smtp.behave(new AnswersFinalDot(Answer.sayAndDrop("554 5.7.1 spam")));
        assertNotSentAgain(SubmissionRejected.class);
    }

    private void assertNotSentAgain(Class<? extends Exception> failure) throws Exception {
        MailboxConnection connection = borrow();
        MimeMessage message = mail(connection);

        assertThatThrownBy(() -> connection.send(message)).isInstanceOf(failure);

        assertThat(fixture.smtp.acceptedConnections()).isEqualTo(1);
        assertThat(fixture.smtp.commands())
                .filteredOn(line -> line.startsWith("MAIL"))
                .hasSize(2);
        assertThat(managed.isStillValid()).isFalse();
    }

    /** One mail in the inbox, a folder for those that are done. */
    private void startWith(ImapBehaviour... behaviours) {
        managed.destroy();
        fixture.close();
        fixture = new OutboundFixture(behaviours);
        managed = managed();
    }

    /** Selects the inbox and gives the connection back. */
    private void idle() throws Exception {
        MailboxConnection connection = borrow();
        connection.folder("INBOX").fetch(List.of());
        managed.cleanup();
    }

    private void sendAndIdle() throws Exception {
        MailboxConnection connection = borrow();
        connection.send(mail(connection));
        managed.cleanup();
    }

    private MailboxConnection borrow() throws ResourceException {
        return (MailboxConnection) managed.getConnection(null, null);
    }

    private MailboxManagedConnection managed() {
        fixture.imap.deliver("From: ann@example.com\r\nSubject: first question\r\n\r\nHow?\r\n");
        assertThat(fixture.imap.mailbox().create("Done")).isTrue();
        return new MailboxManagedConnection(fixture.settings(), fixture.engine, null);
    }

    private MessageKey key() {
        return new MessageKey(
                OutboundFixture.DESK, "INBOX", fixture.imap.mailbox().inbox().uidValidity(), 1);
    }
}
