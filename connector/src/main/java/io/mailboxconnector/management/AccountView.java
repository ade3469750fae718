package io.mailboxconnector.management;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.TokenStatus;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.settings.AccountSource;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The MBean of one account. Each attribute is read anew. Safe for any thread. */
public final class AccountView implements AccountMXBean {

    private final AccountSource source;
    private final MailEngine engine;

    private AccountView(AccountSource source, MailEngine engine) {
        this.source = source;
        this.engine = engine;
    }

    /**
     * Registers a view of an account.
     *
     * @param user who uses it, part of the name
     * @param source the account, which may be found only later
     * @param engine what logs in
     * @return what ends the registration
     */
    public static Registration register(String user, AccountSource source, MailEngine engine) {
        return Views.register("Account", "usedBy", user, new AccountView(source, engine), AccountMXBean.class);
    }

    @Override
    public String getMailbox() {
        try {
            return source.account().mailbox();
        } catch (MailboxException unknown) {
            // The reason is the last error.
            return "";
        }
    }

    @Override
    public String getTokenExpiresAt() {
        return time(status().expiresAt());
    }

    @Override
    public String getLastError() {
        return status().lastFailure().orElse("");
    }

    @Override
    public String getNextAttempt() {
        return time(status().nextAttempt());
    }

    @Override
    public int getFailuresInARow() {
        return status().failuresInARow();
    }

    @Override
    public String getCredential() {
        return credential(CredentialExpiry::what).orElse("");
    }

    @Override
    public String getCredentialExpiresAt() {
        return time(credential(CredentialExpiry::end));
    }

    @Override
    public String getCredentialState() {
        return credential(end -> end.level(engine.clock().instant()).name()).orElse("UNKNOWN");
    }

    private <T> Optional<T> credential(Function<CredentialExpiry, T> part) {
        return status().credential().map(part);
    }

    private TokenStatus status() {
        try {
            return engine.tokenStatus(source.account());
        } catch (MailboxException unusable) {
            return TokenStatus.unusable(String.valueOf(unusable.getMessage()));
        }
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}
