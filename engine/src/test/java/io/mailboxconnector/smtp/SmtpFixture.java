package io.mailboxconnector.smtp;

import io.mailboxconnector.auth.InMemoryRefreshTokens;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;

/** What the tests of this room need to open sessions: shared sockets and tokens, accounts, mails. */
final class SmtpFixture implements AutoCloseable {

    static final String DESK = "desk@contoso.example";
    static final String PASSWORD = "pass-word-1";
    static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));

    final Wire wire = new Wire(Clock.systemUTC());
    final BrokenExtensions broken = new BrokenExtensions();
    final TokenManager tokens = new TokenManager(
            Clock.systemUTC(), wire, new TokenSources(Clock.systemUTC(), wire, store -> new InMemoryRefreshTokens()));

    SmtpSession open(AccountSettings account) {
        return open(account, SubmissionOptions.DEFAULT);
    }

    SmtpSession open(AccountSettings account, SubmissionOptions options) {
        return SmtpSession.open(
                account,
                tokens,
                wire,
                new MailboxBudget(account.mailbox(), wire.clock(), Pause.real()),
                options,
                broken);
    }

    static AccountSettings passwordAccount(int port) {
        return account(
                Authentication.password(DESK, PASSWORD),
                new Endpoint("127.0.0.1", port, TlsMode.NONE),
                Trust.JVM_DEFAULT,
                TIMEOUTS);
    }

    static AccountSettings account(Authentication authentication, Endpoint smtp, Trust trust, Timeouts timeouts) {
        return new AccountSettings(Provider.GENERIC, DESK, authentication, smtp, smtp, trust, timeouts);
    }

    static RenderedMail mail(String... recipients) throws Exception {
        MimeMessage message = RenderedMail.draft(DESK);
        message.setRecipients(RecipientType.TO, String.join(", ", recipients));
        message.setSubject("Hello");
        message.setText("Hello there");
        return RenderedMail.render(message, DESK, Clock.systemUTC().instant());
    }

    @Override
    public void close() {
        tokens.close();
        wire.close();
    }
}
