package io.mailboxconnector.auth.source;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.settings.Authentication;
import java.time.Instant;

/**
 * The configured password as it is now; it never ends. Immutable.
 *
 * @param password the password and its user
 */
record PasswordSource(Authentication.Password password) implements TokenSource {

    @Override
    public Token obtain() throws TokenRequestFailed {
        try {
            return new Token(password.password().read(), Instant.MAX, Mechanism.PASSWORD);
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
    }
}
