package io.mailboxconnector.auth;

import io.mailboxconnector.settings.AccountSettings;
import java.time.Clock;

public final class TokenManager implements AutoCloseable {

    public TokenManager(Clock clock) {}

    public Token token(AccountSettings account) {
        throw new UnsupportedOperationException();
    }

    public Token replacement(AccountSettings account, Token refused) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
