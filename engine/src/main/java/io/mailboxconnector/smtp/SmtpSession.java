package io.mailboxconnector.smtp;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Wire;
import java.time.Instant;

public final class SmtpSession implements AutoCloseable {

    private SmtpSession() {}

    public static SmtpSession open(AccountSettings account, TokenManager tokens, Wire wire) {
        throw new UnsupportedOperationException();
    }

    public String serverName() {
        throw new UnsupportedOperationException();
    }

    public Instant tokenExpiresAt() {
        throw new UnsupportedOperationException();
    }

    public SubmissionReceipt submit(RenderedMail mail) {
        throw new UnsupportedOperationException();
    }

    /** NOOP within a bounded time; never throws. */
    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    /** Closes the socket at once; any thread. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    /** QUIT within a bounded time, then closes. Idempotent, never throws. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
