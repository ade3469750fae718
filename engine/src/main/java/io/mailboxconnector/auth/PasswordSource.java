package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Authentication;
import java.time.Instant;

/**
 * The configured password, which never ends and cannot be renewed. Immutable.
 *
 * @param password the password and its user
 */
record PasswordSource(Authentication.Password password) implements TokenSource {

    @Override
    public Token obtain() {
        return new Token(password.password(), Instant.MAX, Mechanism.PASSWORD);
    }
}
