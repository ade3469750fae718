package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.AnswersLateToContent;
import io.mailboxconnector.testkit.smtp.DropsAfterFinalDot;
import io.mailboxconnector.testkit.smtp.DropsDuringData;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SilentAfterContent;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 1047 and RFC 5321 §4.2.4.2: before the final dot nothing was sent, after it nobody knows. */
class SmtpConnectionLostTest {

    private static final Duration READ_LIMIT = Duration.ofMillis(300);

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @Test
    void doesNotKnowWhenTheConnectionBreaksBetweenFinalDotAndReply() throws Exception {
        server.behave(new DropsAfterFinalDot());

        SubmissionUnknown unknown = lost(SubmissionUnknown.class, mail("ann@example.com"));

        assertThat(unknown.retryAdvice()).isEqualTo(RetryAdvice.checkFirst());
        assertThat(unknown).hasMessageStartingWith("MBX14060").hasMessageContaining("@contoso.example>");
    }

    @Test
    void doesNotKnowWhenTheReplyToTheWholeMessageDoesNotComeWithinItsOwnTimeOut() throws Exception {
        server.behave(new SilentAfterContent());
        SubmissionOptions impatient = new SubmissionOptions(true, Duration.ofMillis(300), List.of());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()), impatient)) {
            RenderedMail mail = mail("ann@example.com");

            SubmissionUnknown unknown = catchThrowableOfType(SubmissionUnknown.class, () -> session.submit(mail));

            assertThat(unknown).hasMessageStartingWith("MBX14060");
            assertThat(session.isBroken()).isTrue();
        }
    }

    /** RFC 5321 §4.5.3.2.6: ten minutes for the reply to the final dot, however short the time for all others. */
    @Test
    void waitsLongerForTheReplyToTheWholeMessageThanForAnyOther() throws Exception {
        assertThat(SubmissionOptions.DEFAULT.finalLimit()).isEqualTo(Duration.ofMinutes(10));
        server.behave(new AnswersLateToContent(READ_LIMIT.multipliedBy(4)));
        try (SmtpSession session = fixture.open(hasty())) {
            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
            assertThat(session.isBroken()).isFalse();
        }
    }

    @Test
    void knowsThatNothingWasSentWhenTheConnectionBreaksInTheMiddleOfTheData() throws Exception {
        server.behave(new DropsDuringData(10_000));

        ConnectionLost lost = lost(ConnectionLost.class, bigMail());

        assertThat(lost.retryAdvice()).isEqualTo(RetryAdvice.retry());
        assertThat(server.submissions()).isEmpty();
    }

    @Test
    void knowsThatNothingWasSentWhenTheServerDroppedTheIdleConnection() throws Exception {
        RenderedMail mail = mail("ann@example.com");
        SmtpSession session = fixture.open(passwordAccount(server.port()));
        server.dropConnections();

        ConnectionLost lost = catchThrowableOfType(ConnectionLost.class, () -> session.submit(mail));

        assertThat(lost.retryAdvice()).isEqualTo(RetryAdvice.retry());
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void takesTheGoodbyeToAnIdleConnectionAsALostConnectionNotAsARefusal() throws Exception {
        RenderedMail mail = mail("ann@example.com");
        SmtpSession session = fixture.open(passwordAccount(server.port()));
        server.expireConnections();

        MailboxException lost = catchThrowableOfType(MailboxException.class, () -> session.submit(mail));

        assertThat(lost).isInstanceOf(ConnectionLost.class);
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void recognisesThrottlingInAGoodbye() throws Exception {
        server.behave(
                new ReplyTo("RCPT", Answer.sayAndDrop("421 4.4.2 Message submission rate for this client exceeded")));

        assertThat(lost(MailboxThrottled.class, mail("ann@example.com"))).hasMessageStartingWith("MBX14048");
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswerInTime() throws Exception {
        server.behave(new ReplyTo("MAIL", Answer.silence()));

        assertThat(impatient(MailboxUnavailable.class)).hasMessageStartingWith("MBX12005");
    }

    private <E extends MailboxException> E lost(Class<E> type, RenderedMail mail) {
        return lost(type, mail, passwordAccount(server.port()));
    }

    private <E extends MailboxException> E impatient(Class<E> type) throws Exception {
        return lost(type, mail("ann@example.com"), hasty());
    }

    /** An account that waits for an answer only for a moment. */
    private AccountSettings hasty() {
        AccountSettings patient = passwordAccount(server.port());
        return SmtpFixture.account(
                patient.authentication(),
                patient.smtp(),
                patient.trust(),
                new Timeouts(Duration.ofSeconds(5), READ_LIMIT, Duration.ofSeconds(5)));
    }

    private <E extends MailboxException> E lost(Class<E> type, RenderedMail mail, AccountSettings account) {
        try (SmtpSession session = fixture.open(account)) {
            E lost = catchThrowableOfType(type, () -> session.submit(mail));
            assertThat(session.isBroken()).isTrue();
            assertThat(lost).hasMessageContaining("127.0.0.1");
            return lost;
        }
    }

    /** More than the buffers of both sides hold together, so that it cannot have been transmitted when the server goes. */
    private static RenderedMail bigMail() throws Exception {
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("0123456789012345678901234567890123456789\n".repeat(300_000));
        return RenderedMail.render(message, DESK, Clock.systemUTC().instant());
    }
}
