package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.GreylistsOnce;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import io.mailboxconnector.testkit.smtp.RefusesContent;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5321 §4.2 and §4.3.2: what a server says no to, and that the session lives on. */
class SmtpRefusalTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @Test
    void namesEveryRefusedRecipientAndSendsToNobody() throws Exception {
        server.behave(new RejectsRecipient("eve@example.com"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com", "eve@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            assertThat(rejected.code()).isEqualTo("MBX14040");
            assertThat(rejected.refused())
                    .containsExactly(new RefusedRecipient(
                            "eve@example.com", 550, "5.1.1", "550 5.1.1 <eve@example.com>: no such user here"));
            assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
            assertThat(server.submissions()).isEmpty();

            server.behave(Misbehaviour.NONE);
            session.submit(mail("ann@example.com"));
        }
        assertThat(server.commands()).filteredOn("RSET"::equals).hasSize(1);
        assertThat(server.submissions())
                .singleElement()
                .satisfies(taken -> assertThat(taken.recipients()).containsExactly("ann@example.com"));
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void advisesToRetryAfterGreylistingAndSucceedsThen() throws Exception {
        server.behave(new GreylistsOnce());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));
            assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.retry());
            assertThat(rejected.refused())
                    .singleElement()
                    .satisfies(one -> assertThat(one.isPermanent()).isFalse());

            assertThat(session.submit(mail).accepted()).hasSize(1);
        }
    }

    @Test
    void refusesAMailThatIsLargerThanTheServerAnnouncedWithoutAskingIt() throws Exception {
        try (ScriptedSmtpServer small =
                        new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("SIZE 100"));
                SmtpSession session = fixture.open(passwordAccount(small.port()))) {
            RenderedMail mail = mail("ann@example.com");
            small.forget();

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            assertThat(rejected).hasMessageStartingWith("MBX14044").hasMessageContaining(String.valueOf(mail.size()));
            assertThat(rejected.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
            assertThat(small.commands()).isEmpty();
        }
    }

    @Test
    void tellsARefusedContentFromALostConnection() throws Exception {
        server.behave(new RefusesContent("554 5.7.1 Spam\u0007 message\u0000 rejected"));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            assertThat(rejected).hasMessageStartingWith("MBX14042").hasMessageContaining("Spam message rejected");
            assertThat(rejected.refused()).isEmpty();
            server.behave(Misbehaviour.NONE);
            session.submit(mail);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            MAIL | 530 5.7.57 Client not authenticated to send mail                                  | 14032
            MAIL | 550 5.7.30 Basic authentication is not supported for Client Submission            | 14023
            MAIL | 553 5.1.8 Sender address rejected                                                 | 14041
            .    | 554 5.7.60 SMTP; Client does not have permissions to send as this sender          | 14043
            .    | 554 5.2.252 SendAsDenied; desk@contoso.example not allowed to send as             | 14043
            .    | 550 5.5.105 External sending is not supported for High Volume Email               | 14046
            .    | 552 5.3.4 Message size exceeds fixed maximum message size                         | 14045
            """)
    void explainsWhatIsPermanent(String where, String reply, int code) throws Exception {
        MailboxException refused = refusedWith(where, reply);

        assertThat(refused.code()).isEqualTo("MBX" + code);
        assertThat(refused).isInstanceOfAny(SubmissionRejected.class, AuthenticationFailed.class);
        assertThat(refused.retryAdvice()).isEqualTo(RetryAdvice.doNotRetry());
        assertThat(refused).hasMessageContaining(DESK).hasMessageContaining(reply.substring(0, 12));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            MAIL | 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded                     | 14047 | PT0S
            RCPT | 451 4.7.0 Temporary server error. Please try again later                          | 14048 | PT1M
            MAIL | 451 4.7.1 Request is throttled. Suggested Backoff Time: 4000 milliseconds         | 14048 | PT4S
            .    | 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException           | 14049 | PT24H
            .    | 550-5.4.5 Daily user sending limit exceeded                                        | 14049 | PT24H
            """)
    void explainsWhatIsTooMuch(String where, String reply, int code, Duration delay) throws Exception {
        String whole = reply.startsWith("550-") ? reply + "\n550 5.4.5 see the quota page" : reply;

        MailboxException refused = refusedWith(where, whole);

        assertThat(refused.code()).isEqualTo("MBX" + code);
        assertThat(refused).isInstanceOf(MailboxThrottled.class);
        assertThat(refused.retryAdvice()).isEqualTo(RetryAdvice.retryAfter(delay));
    }

    private MailboxException refusedWith(String where, String reply) throws Exception {
        server.behave(where.equals(".") ? new RefusesContent(reply) : new ReplyTo(where, reply));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com");
            MailboxException refused = catchThrowableOfType(MailboxException.class, () -> session.submit(mail));
            assertThat(session.isBroken()).isFalse();
            return refused;
        }
    }
}
