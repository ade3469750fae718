package io.mailboxconnector.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the token of a login at one moment; for health and diagnosis. Immutable, without secrets.
 *
 * @param expiresAt when the token in use ends; empty when there is none
 * @param lastFailure what the last request failed with; empty when it succeeded or there was none
 * @param nextAttempt when the next request is allowed after that failure
 * @param failuresInARow how many requests have failed since the last success
 * @param credential when what the requests prove themselves with ends, as far as it is known
 */
public record TokenStatus(
        Optional<Instant> expiresAt,
        Optional<String> lastFailure,
        Optional<Instant> nextAttempt,
        int failuresInARow,
        Optional<CredentialExpiry> credential) {

    /** Of a login without tokens. */
    public static final TokenStatus NONE =
            new TokenStatus(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());

    /**
     * Of a login that cannot even be tried.
     *
     * @param reason why
     * @return the status
     */
    public static TokenStatus unusable(String reason) {
        return new TokenStatus(Optional.empty(), Optional.of(reason), Optional.empty(), 0, Optional.empty());
    }
}
