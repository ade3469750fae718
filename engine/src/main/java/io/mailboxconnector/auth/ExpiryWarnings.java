package io.mailboxconnector.auth;

import static io.mailboxconnector.auth.AuthMessages.MESSAGES;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Warns of the end of what a login proves itself with: one WARN when it comes within 30 days, one within 7, one when it is over.
 *
 * <p>Safe for use by any number of threads.
 */
final class ExpiryWarnings {

    private final String login;
    private final Clock clock;
    private final AtomicReference<CredentialExpiry.Level> told = new AtomicReference<>(CredentialExpiry.Level.FAR);

    ExpiryWarnings(String login, Clock clock) {
        this.login = login;
        this.clock = clock;
    }

    /** Warns if the end has come closer than it was told before; a credential that was renewed starts afresh. */
    void tell(Optional<CredentialExpiry> expiry) {
        CredentialExpiry.Level level =
                expiry.map(known -> known.level(clock.instant())).orElse(CredentialExpiry.Level.FAR);
        if (told.getAndSet(level) != level && level != CredentialExpiry.Level.FAR) {
            expiry.ifPresent(known -> MESSAGES.credentialEnds(login, known.what(), known.end()));
        }
    }
}
