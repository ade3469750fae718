package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Secret;
import java.time.Instant;

/**
 * What a mail server accepts as proof: an OAuth access token or a password.
 *
 * @param secret the token or password itself
 * @param expiresAt when it ends; {@link Instant#MAX} for a password
 * @param mechanism how it is presented
 */
public record Token(Secret secret, Instant expiresAt, Mechanism mechanism) {

    @Override
    public String toString() {
        return "Token[" + mechanism + ", expiresAt=" + expiresAt + "]";
    }
}
