package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.Submission;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a submission costs and gives, and how a session begins and ends. */
class SmtpSessionTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @Test
    void givesAReceiptWithTheServersWordsAndTheAcceptedRecipients() throws Exception {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com", "ben@example.com");

            SubmissionReceipt receipt = session.submit(mail);

            assertThat(receipt.messageId()).isEqualTo(mail.messageId());
            assertThat(receipt.serverReply()).isEqualTo("250 2.0.0 Ok: queued as Q1");
            assertThat(receipt.accepted())
                    .containsExactly(new InternetAddress("ann@example.com"), new InternetAddress("ben@example.com"));
        }
        Submission taken = server.submissions().get(0);
        assertThat(taken.recipients()).containsExactly("ann@example.com", "ben@example.com");
        assertThat(taken.content()).contains("From: " + DESK, "Subject: Hello", "Hello there");
    }

    @Test
    void sendsAHundredMailsOverOneConnectionWithTwoFlightsEachAndNoProbe() throws Exception {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            server.forget();
            long flights = session.flightCount();
            long commands = session.commandCount();

            for (int i = 0; i < 100; i++) {
                session.submit(mail("ann@example.com"));
            }

            assertThat(session.flightCount() - flights).isEqualTo(200);
            assertThat(session.commandCount() - commands).isEqualTo(300);
            assertThat(server.flights()).isEqualTo(200);
            assertThat(server.commands())
                    .noneMatch(command -> command.startsWith("NOOP") || command.startsWith("RSET"));
        }
    }

    @Test
    void costsThreeFlightsForThreeRecipientsOfWhomAllMustBeAccepted() throws Exception {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            long before = session.flightCount();

            session.submit(mail("ann@example.com", "ben@example.com", "carol@example.com"));

            assertThat(session.flightCount() - before).isEqualTo(3);
        }
    }

    @Test
    void introducesItselfByTheDomainOfTheMailboxNotByTheNameOfTheMachine() {
        fixture.open(passwordAccount(server.port())).close();

        assertThat(server.commands()).containsExactly("EHLO contoso.example", "AUTH PLAIN", "QUIT");
    }

    @Test
    void declaresSizeAndEightBitContent() throws Exception {
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("Gr\u00fc\u00dfe\n.\n..\n", "utf-8");
        message.setHeader("Content-Transfer-Encoding", "8bit");
        message.saveChanges();
        RenderedMail mail = RenderedMail.render(message, DESK, Instant.now(Clock.systemUTC()));

        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            session.submit(mail);
        }

        assertThat(server.commands()).contains("MAIL FROM:<" + DESK + "> SIZE=" + mail.size() + " BODY=8BITMIME");
        String content = server.submissions().get(0).content();
        assertThat(content).endsWith("Gr\u00fc\u00dfe\r\n.\r\n..\r\n");
        assertThat(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize((int) mail.size());
    }

    @Test
    void submitsTheSameMailAgainOnAnotherSession() throws Exception {
        RenderedMail mail = mail("ann@example.com");
        try (SmtpSession first = fixture.open(passwordAccount(server.port()));
                SmtpSession second = fixture.open(passwordAccount(server.port()))) {
            first.submit(mail);
            second.submit(mail);
        }
        assertThat(server.submissions()).hasSize(2);
        assertThat(server.submissions().get(0).content())
                .isEqualTo(server.submissions().get(1).content());
    }

    @Test
    void saysFarewellOnceAndIsOverAfterwards() throws Exception {
        SmtpSession session = fixture.open(passwordAccount(server.port()));
        assertThat(session.isAlive()).isTrue();
        assertThat(session.serverName()).isEqualTo("scripted.example.com ESMTP ready");

        session.close();
        session.close();

        assertThat(server.commands()).filteredOn("QUIT"::equals).hasSize(1);
        assertThat(session.isBroken()).isTrue();
        assertThat(session.isAlive()).isFalse();
        RenderedMail mail = mail("ann@example.com");
        assertThatThrownBy(() -> session.submit(mail)).isInstanceOf(ConnectionLost.class);
    }

    @Test
    void noticesThatTheServerHasGone() {
        SmtpSession session = fixture.open(passwordAccount(server.port()));
        server.dropConnections();

        assertThat(session.isAlive()).isFalse();
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void closesTheConnectionAtOnceWhenItIsAborted() {
        SmtpSession session = fixture.open(passwordAccount(server.port()));

        session.abort();

        assertThat(session.isBroken()).isTrue();
        Awaitility.await().until(() -> server.openConnections() == 0);
        assertThat(server.commands()).doesNotContain("QUIT");
    }

    @Test
    void isOverWhenSomebodyClosedTheUnwrappedTransport() throws Exception {
        SmtpSession session = fixture.open(passwordAccount(server.port()));
        session.unwrap(SMTPTransport.class).close();
        RenderedMail mail = mail("ann@example.com");

        assertThatThrownBy(() -> session.submit(mail)).isInstanceOf(ConnectionLost.class);
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void startsNoThreadForAConnection() {
        long before = threadsOfPools();
        try (SmtpSession one = fixture.open(passwordAccount(server.port()));
                SmtpSession two = fixture.open(passwordAccount(server.port()))) {
            assertThat(one.isAlive() && two.isAlive()).isTrue();
            assertThat(threadsOfPools()).isEqualTo(before);
        }
    }

    @Test
    void unwrapsTheTransportAndNothingElse() {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            assertThat(session.unwrap(SMTPTransport.class).supportsExtension("SIZE"))
                    .isTrue();
            assertThatThrownBy(() -> session.unwrap(Store.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SMTPTransport");
        }
    }

    private static long threadsOfPools() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pool-"))
                .count();
    }
}
