package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.DESK;
import static io.mailboxconnector.smtp.SmtpFixture.PASSWORD;
import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static io.mailboxconnector.smtp.SmtpFixture.passwordAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.api.SubmissionUnknown;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.testkit.smtp.DropsAt;
import io.mailboxconnector.testkit.smtp.ForgetsPipelinedCommands;
import io.mailboxconnector.testkit.smtp.LimitsThreads;
import io.mailboxconnector.testkit.smtp.RejectsRecipient;
import io.mailboxconnector.testkit.smtp.SaysGoodbyeAt;
import io.mailboxconnector.testkit.smtp.SaysMoreThanAsked;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.SmtpServerOptions;
import io.mailboxconnector.testkit.smtp.SplitsReplies;
import io.mailboxconnector.testkit.smtp.Step;
import io.mailboxconnector.testkit.smtp.StopsReading;
import io.mailboxconnector.testkit.smtp.TalksNonsense;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bad day of the server does to a submission, misbehaviour by misbehaviour. */
class SmtpMisbehaviourTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final SmtpFixture fixture = new SmtpFixture();

    @AfterEach
    void end() {
        fixture.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void neverSendsWhenTheServerSaysGoodbyeAtAnyStep(Step step) throws Exception {
        server.behave(new SaysGoodbyeAt(step));

        MailboxException fault = sent(MailboxException.class);

        assertThat(fault).isNotInstanceOf(SubmissionUnknown.class).hasMessageContaining("421");
        assertThat(fault.retryAdvice().decision()).isEqualTo(RetryAdvice.Decision.RETRY);
        assertThat(server.submissions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = "END_OF_CONTENT", mode = EnumSource.Mode.EXCLUDE)
    void knowsThatNothingWasSentWhenTheConnectionIsLostBeforeTheEnd(Step step) throws Exception {
        server.behave(new DropsAt(step));

        assertThat(sent(MailboxException.class)).isInstanceOfAny(ConnectionLost.class, MailboxUnavailable.class);
        assertThat(server.submissions()).isEmpty();
    }

    @Test
    void doesNotKnowWhenTheConnectionIsLostAfterTheEnd() throws Exception {
        server.behave(new DropsAt(Step.END_OF_CONTENT));

        assertThat(sent(SubmissionUnknown.class)).hasMessageStartingWith("MBX14060");
    }

    @Test
    void doesNotKnowWhenAWholeFlightWithContentIsLost() throws Exception {
        try (ScriptedSmtpServer chunking =
                        new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("PIPELINING", "CHUNKING"));
                SmtpSession session = fixture.open(passwordAccount(chunking.port()))) {
            chunking.behave(new DropsAt(Step.END_OF_CONTENT));
            RenderedMail mail = mail("ann@example.com");

            assertThat(catchThrowableOfType(SubmissionUnknown.class, () -> session.submit(mail)))
                    .hasMessageStartingWith("MBX14060");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 unknown", "450 4.2.1 busy"})
    void tellsForEachRecipientWhetherItsRefusalIsPermanent(String reply) throws Exception {
        server.behave(new RejectsRecipient("eve@example.com", reply));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            RenderedMail mail = mail("ann@example.com", "eve@example.com");

            SubmissionRejected rejected = catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail));

            RefusedRecipient refused = rejected.refused().get(0);
            assertThat(refused.isPermanent()).isEqualTo(reply.startsWith("5"));
            assertThat(refused.enhancedStatus()).isEqualTo(reply.substring(4, 9));
        }
    }

    @Test
    void isThrottledByALimitOfThreads() throws Exception {
        server.behave(new LimitsThreads());

        assertThat(sent(MailboxThrottled.class)).hasMessageStartingWith("MBX14047");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void readsRepliesThatArriveInPieces(int packetSize) throws Exception {
        server.behave(new SplitsReplies(packetSize));
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            assertThat(session.submit(mail("ann@example.com")).queueId()).isEqualTo("Q1");
            assertThat(session.submit(mail("ann@example.com")).queueId()).isEqualTo("Q2");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"MAIL", "RCPT", "DATA"})
    void givesUpOnNonsense(Step step) throws Exception {
        server.behave(new TalksNonsense(step));

        assertThat(sent(MailboxUnavailable.class))
                .hasMessageStartingWith("MBX14063")
                .hasMessageContaining("HTTP/1.1 400");
        assertThat(server.submissions()).isEmpty();
    }

    @Test
    void neverTakesAReplyTooManyForTheReplyToTheNextMail() throws Exception {
        server.behave(new SaysMoreThanAsked());
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            assertThat(session.submit(mail("ann@example.com")).queueId()).isEqualTo("Q1");
            RenderedMail next = mail("ann@example.com");

            MailboxException fault = catchThrowableOfType(MailboxException.class, () -> session.submit(next));

            assertThat(fault).isNotNull().hasMessageContaining("unasked");
            assertThat(session.isBroken()).isTrue();
        }
    }

    @Test
    void goesStepByStepWithAServerThatForgetsWhatItOfferedToTakeTogether() throws Exception {
        AccountSettings account = impatient(Duration.ofMillis(400));
        try (SmtpSession session = fixture.open(account)) {
            server.behave(new ForgetsPipelinedCommands());

            assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
        }
        assertThat(fixture.broken.of(account.smtp())).containsExactly("PIPELINING");
        assertThat(server.submissions()).hasSize(1);
    }

    @Test
    void leavesAServerThatReadsNoMoreWithinTheWriteTimeOut() throws Exception {
        server.behave(new StopsReading(10_000));
        AccountSettings account = impatient(Duration.ofMillis(400));
        try (SmtpSession session = fixture.open(account)) {
            RenderedMail big = bigMail();

            assertThat(catchThrowableOfType(MailboxException.class, () -> session.submit(big)))
                    .isInstanceOfAny(MailboxUnavailable.class, ConnectionLost.class);
            assertThat(session.isBroken()).isTrue();
        }
    }

    @Test
    void triesAnotherServerWhenTheFirstOneGoesBeforeAnythingWasAccepted() throws Exception {
        try (ScriptedSmtpServer other = new ScriptedSmtpServer()) {
            server.behave(new DropsAt(Step.RCPT));
            try (SmtpSession session = fixture.open(passwordAccount(server.port()), failover(other))) {
                assertThat(session.submit(mail("ann@example.com")).accepted()).hasSize(1);
            }
            assertThat(other.submissions()).hasSize(1);
        }
    }

    @Test
    void triesNoOtherServerWhenTheFirstOneMayHaveTakenTheMail() throws Exception {
        try (ScriptedSmtpServer other = new ScriptedSmtpServer()) {
            server.behave(new DropsAt(Step.END_OF_CONTENT));
            try (SmtpSession session = fixture.open(passwordAccount(server.port()), failover(other))) {
                RenderedMail mail = mail("ann@example.com");

                assertThat(catchThrowableOfType(SubmissionUnknown.class, () -> session.submit(mail)))
                        .isNotNull();
            }
            assertThat(other.acceptedConnections()).isZero();
        }
    }

    @Test
    void sendsInternationalAddressesOnlyWhereTheyAreOffered() throws Exception {
        RenderedMail mail = internationalMail();
        try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
            assertThat(catchThrowableOfType(SubmissionRejected.class, () -> session.submit(mail)))
                    .hasMessageStartingWith("MBX14140")
                    .hasMessageContaining("j\u00fcrgen@example.com");
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
        }
        try (ScriptedSmtpServer utf8 =
                        new ScriptedSmtpServer(SmtpServerOptions.plain().withExtensions("8BITMIME", "SMTPUTF8"));
                SmtpSession session = fixture.open(passwordAccount(utf8.port()))) {
            session.submit(mail);

            assertThat(utf8.commands())
                    .contains("MAIL FROM:<" + DESK + "> BODY=8BITMIME SMTPUTF8", "RCPT TO:<j\u00fcrgen@example.com>");
        }
    }

    private static RenderedMail internationalMail() throws Exception {
        InternetAddress address = new InternetAddress();
        address.setAddress("j\u00fcrgen@example.com");
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipient(RecipientType.TO, address);
        message.setText("Hello");
        return RenderedMail.render(message, DESK, Clock.systemUTC().instant());
    }

    private static RenderedMail bigMail() throws Exception {
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipients(RecipientType.TO, "ann@example.com");
        message.setText("0123456789012345678901234567890123456789\n".repeat(300_000));
        return RenderedMail.render(message, DESK, Clock.systemUTC().instant());
    }

    private AccountSettings impatient(Duration limit) {
        AccountSettings patient = passwordAccount(server.port());
        return SmtpFixture.account(
                Authentication.password(DESK, PASSWORD),
                patient.smtp(),
                patient.trust(),
                new Timeouts(Duration.ofSeconds(5), limit, limit));
    }

    private static SubmissionOptions failover(ScriptedSmtpServer other) {
        return new SubmissionOptions(
                true,
                Duration.ofSeconds(5),
                List.of(passwordAccount(other.port()).smtp()));
    }

    private <E extends MailboxException> E sent(Class<E> type) throws Exception {
        RenderedMail mail = mail("ann@example.com");
        return catchThrowableOfType(type, () -> {
            try (SmtpSession session = fixture.open(passwordAccount(server.port()))) {
                session.submit(mail);
            }
        });
    }
}
