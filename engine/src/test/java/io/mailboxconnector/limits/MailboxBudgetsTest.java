package io.mailboxconnector.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** One budget per mailbox, whoever asks. */
class MailboxBudgetsTest {

    private final MailboxBudgets budgets =
            new MailboxBudgets(Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC), length -> {});

    @Test
    void aMailboxIsTheSameWhateverTheLoginAndTheCaseOfItsAddress() {
        assertThat(budgets.of(account("desk@example.com", "mail.example.com", "one")))
                .isSameAs(budgets.of(account("Desk@Example.com", "MAIL.example.com", "two")));
    }

    @Test
    void anotherAddressOrServerIsAnotherMailbox() {
        MailboxBudget budget = budgets.of(account("desk@example.com", "mail.example.com", "one"));

        assertThat(budgets.of(account("sales@example.com", "mail.example.com", "one")))
                .isNotSameAs(budget);
        assertThat(budgets.of(account("desk@example.com", "mail.example.org", "one")))
                .isNotSameAs(budget);
    }

    @Test
    void whenThereAreManyThoseAreForgottenThatSayNothing() {
        MailboxBudget paused = budgets.of(account("paused@example.com", "mail.example.com", "one"));
        paused.throttled(new MailboxThrottled("MBX13008: throttled", Duration.ofMinutes(5), null));
        for (int i = 0; i < 2 * MailboxBudgets.MANY; i++) {
            budgets.of(account("m" + i + "@example.com", "mail.example.com", "one"));
        }

        assertThat(budgets.size()).isLessThanOrEqualTo(MailboxBudgets.MANY);
        assertThat(budgets.of(account("paused@example.com", "mail.example.com", "one")))
                .isSameAs(paused);
    }

    private static AccountSettings account(String mailbox, String host, String user) {
        Endpoint server = new Endpoint(host, 993, TlsMode.IMPLICIT);
        return new AccountSettings(
                Provider.GENERIC,
                mailbox,
                Authentication.password(user, "sesame"),
                server,
                server,
                Trust.JVM_DEFAULT,
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
