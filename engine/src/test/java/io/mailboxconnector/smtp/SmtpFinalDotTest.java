package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.AnswersFinalDot;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 §4.2.1 and §4.2.5: the first reply to the final dot decides, whatever happens afterwards. */
class SmtpFinalDotTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @Test
    void standsByARefusalWhenTheServerClosesTheConnectionAfterIt() throws Exception {
        server.behave(new AnswersFinalDot(Answer.sayAndDrop("554 5.7.1 spam")));

        SubmissionRejected rejected = refused(SubmissionRejected.class, true);

        assertThat(rejected).hasMessageStartingWith("MBX14042").hasMessageContaining("554 5.7.1 spam");
        assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
    }

    @Test
    void standsByARefusalWhenTheServerDropsTheConnectionAtTheReset() throws Exception {
        server.behave(new AnswersFinalDot(Answer.say("554 5.7.1 spam"), Optional.of(Answer.drop())));

        assertThat(refused(SubmissionRejected.class, true)).hasMessageStartingWith("MBX14042");
    }

    @Test
    void standsByARefusalWhenTheServerSaysGoodbyeToTheReset() throws Exception {
        server.behave(new AnswersFinalDot(
                Answer.say("554 5.7.1 spam"), Optional.of(Answer.sayAndDrop("421 4.3.2 shutting down"))));

        SubmissionRejected rejected = refused(SubmissionRejected.class, true);

        assertThat(rejected).hasMessageContaining("554 5.7.1 spam");
        assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
    }

    @Test
    void standsByATransientRefusalWhenTheServerRefusesTheResetForGood() throws Exception {
        server.behave(new AnswersFinalDot(
                Answer.say("452 4.3.1 full"), Optional.of(Answer.say("502 5.5.1 not implemented"))));

        SubmissionRejected rejected = refused(SubmissionRejected.class, false);

        assertThat(rejected).hasMessageContaining("452 4.3.1 full");
        assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.retry());
    }

    @Test
    void standsByARefusedRecipientWhenTheServerDropsTheConnectionAtTheReset() throws Exception {
        server.behave(new Misbehaviour() {
            @Override
            public Optional<Answer> onCommand(int connection, String command) {
                if (command.startsWith("RCPT")) {
                    return Optional.of(Answer.say("550 5.1.1 no such user"));
                }
                return command.equals("RSET") ? Optional.of(Answer.drop()) : Optional.empty();
            }
        });

        SubmissionRejected rejected = refused(SubmissionRejected.class, true);

        assertThat(rejected).hasMessageStartingWith("MBX14040");
        assertThat(rejected.refused()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"552 5.2.2 Mailbox full, true", "452 4.2.2 Over quota, false"})
    void tellsAMailboxThatIsFoundFullAfterTheFinalDot(String reply, boolean permanent) throws Exception {
        server.behave(new AnswersFinalDot(Answer.say(reply)));

        SubmissionRejected rejected = refused(SubmissionRejected.class, false);

        assertThat(rejected).hasMessageContaining(reply);
        assertThat(rejected.retryAdvice().decision())
                .isEqualTo(permanent ? RetryAdvice.Decision.DO_NOT_RETRY : RetryAdvice.Decision.RETRY);
    }

    /** Exchange Online counts the threads of a mailbox when it stores what was sent, so after the final dot, too. */
    @Test
    void isThrottledByALimitOfThreadsThatIsFoundAfterTheFinalDot() throws Exception {
        server.behave(new AnswersFinalDot(Answer.say("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded")));

        assertThat(refused(MailboxThrottled.class, false)).hasMessageStartingWith("MBX14047");
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.0.0 queued", "251 2.0.0 will forward", "200 done"})
    void takesEveryReplyThatBeginsWithTwoForAReceipt(String reply) throws Exception {
        server.behave(new AnswersFinalDot(Answer.say(reply)));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {

            SubmissionReceipt receipt = session.submit(mail("ann@example.com"));

            assertThat(receipt.serverReply()).isEqualTo(reply);
            assertThat(receipt.accepted()).hasSize(1);
            assertThat(session.isBroken()).isFalse();
        }
        assertThat(server.commands()).doesNotContain("RSET");
    }

    @Test
    void givesAReceiptEvenWhenTheTransportWasAskedToReportSuccessByAnException() throws Exception {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            session.unwrap(SMTPTransport.class).setReportSuccess(true);

            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
        }
        assertThat(server.submissions()).hasSize(1);
    }

    @Test
    void reportsAGoodbyeToTheFinalDotAsARefusalForNow() throws Exception {
        server.behave(new AnswersFinalDot(Answer.sayAndDrop("421 4.3.0 going down")));

        SubmissionRejected rejected = refused(SubmissionRejected.class, true);

        assertThat(rejected).hasMessageStartingWith("MBX14050").hasMessageContaining("421 4.3.0 going down");
        assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.retry());
    }

    @Test
    void recognisesThrottlingInAGoodbyeToTheFinalDot() throws Exception {
        server.behave(new AnswersFinalDot(Answer.sayAndDrop("421 4.3.2 submission rate exceeded")));

        assertThat(refused(MailboxThrottled.class, true)).hasMessageStartingWith("MBX14048");
    }

    @ParameterizedTest
    @ValueSource(strings = {"354 go ahead", "no SMTP at all", "554-the first of two lines"})
    void doesNotKnowWhenTheReplyToTheFinalDotIsNoAnswer(String reply) throws Exception {
        server.behave(new AnswersFinalDot(Answer.sayAndDrop(reply)));

        assertThat(refused(SubmissionUnknown.class, true)).hasMessageStartingWith("MBX14060");
    }

    private <E extends MailboxException> E refused(Class<E> type, boolean breaks) throws Exception {
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");
            E refused = catchThrowableOfType(type, () -> session.submit(mail));
            assertThat(session.isBroken()).isEqualTo(breaks);
            return refused;
        }
    }
}
