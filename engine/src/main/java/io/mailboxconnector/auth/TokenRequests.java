package io.mailboxconnector.auth;

import static io.mailboxconnector.auth.AuthMessages.MESSAGES;

import io.mailboxconnector.auth.TokenState.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one login to its source: every failure is classified, a refusal is remembered with what was refused, and the
 * end of what the requests prove themselves with is told.
 *
 * <p>One request at a time, which {@link TokenEntry} sees to; everything else may be called by any thread meanwhile.
 */
final class TokenRequests {

    private final String login;
    private final TokenSource source;
    private final Clock clock;
    private final ExpiryWarnings expiry;

    /** What the last request proved itself with, if that was refused. */
    private volatile @Nullable Object refused;

    TokenRequests(String login, TokenSource source, Clock clock) {
        this.login = login;
        this.source = source;
        this.clock = clock;
        this.expiry = new ExpiryWarnings(login, clock);
    }

    /** Asks for a token; takes its time. */
    Held ask() throws TokenRequestFailed {
        Instant since = clock.instant();
        refused = null;
        try {
            Token token = obtain();
            expiry.tell(source.credentialExpiry());
            return new Held(token, since);
        } catch (RuntimeException e) {
            throw TokenRequestFailed.transientFailure(MESSAGES.unexpected(e, login), Duration.ZERO);
        }
    }

    private Token obtain() throws TokenRequestFailed {
        Object credentials = source.credentials();
        try {
            return source.obtain();
        } catch (TokenRequestFailed e) {
            if (e.consequence() == TokenRequestFailed.Consequence.ASK_RARELY) {
                refused = credentials;
            }
            throw e;
        }
    }

    /** Whether an administrator has changed a secret since it was refused. */
    boolean hasOtherCredentials() {
        @Nullable Object last = refused;
        return last != null && !last.equals(source.credentials());
    }

    /** When what they prove themselves with ends. */
    Optional<CredentialExpiry> credentialExpiry() {
        return source.credentialExpiry();
    }
}
