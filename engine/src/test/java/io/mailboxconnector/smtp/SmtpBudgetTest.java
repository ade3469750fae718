package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.auth.InMemoryRefreshTokens;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.SendRate;
import io.mailboxconnector.testkit.smtp.ReplyTo;
import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending within the budget of the mailbox. */
class SmtpBudgetTest {

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final List<Duration> waits = new ArrayList<>();
    private final Wire wire = new Wire(Clock.systemUTC());
    private final TokenManager tokens = new TokenManager(
            Clock.systemUTC(), wire, new TokenSources(Clock.systemUTC(), wire, store -> new InMemoryRefreshTokens()));
    private final MailboxBudget budget = new MailboxBudget(SmtpFixture.DESK, Clock.systemUTC(), waits::add);

    @AfterEach
    void stop() {
        tokens.close();
        wire.close();
        server.close();
    }

    @Test
    void paysAttentionToTheRateBeforeAnyByteIsSent() throws Exception {
        try (SmtpSession session = open(Optional.of(new SendRate(2, "s")))) {
            for (int i = 0; i < 4; i++) {
                session.submit(mail("ann@example.com"));
            }
        }

        assertThat(server.submissions()).hasSize(4);
        assertThat(waits).hasSizeBetween(1, 2).allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void aMailWhoseTurnIsTooFarAwayIsRefusedAndCanBeSentLater() throws Exception {
        try (SmtpSession session = open(Optional.of(new SendRate(1, "h")))) {
            session.submit(mail("ann@example.com"));

            assertThatThrownBy(() -> session.submit(mail("ann@example.com")))
                    .isInstanceOf(MailboxThrottled.class)
                    .hasMessageStartingWith("MBX17004");

            assertThat(session.isBroken()).isFalse();
        }
        assertThat(server.submissions()).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void aServerThatNamesATimeIsLeftAloneAlsoForReading() throws Exception {
        server.behave(
                new ReplyTo("MAIL", "451 4.7.1 Request is throttled. Suggested Backoff Time: 90000 milliseconds"));
        try (SmtpSession session = open(Optional.empty())) {
            catchThrowableOfType(MailboxThrottled.class, () -> session.submit(mail("ann@example.com")));
        }

        assertThatThrownBy(budget::requireOpen).isInstanceOf(MailboxThrottled.class);
        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(MailboxThrottled.class)
                .hasMessageStartingWith("MBX17003");
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void aUsedUpQuotaOfSendingDoesNotKeepMailFromBeingRead() throws Exception {
        server.behave(new ReplyTo("MAIL", "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"));
        try (SmtpSession session = open(Optional.empty())) {
            catchThrowableOfType(MailboxThrottled.class, () -> session.submit(mail("ann@example.com")));
        }

        budget.requireOpen();
        assertThatThrownBy(budget::requireOpenForSending).isInstanceOf(MailboxThrottled.class);
    }

    private SmtpSession open(Optional<SendRate> rate) {
        AccountSettings plain = SmtpFixture.passwordAccount(server.port());
        AccountSettings account = new AccountSettings(
                plain.provider(),
                plain.mailbox(),
                plain.authentication(),
                plain.imap(),
                plain.pop3(),
                plain.smtp(),
                plain.trust(),
                plain.timeouts(),
                rate,
                LoginOptions.DEFAULT);
        return SmtpSession.open(account, tokens, wire, budget, SubmissionOptions.DEFAULT, new BrokenExtensions());
    }
}
