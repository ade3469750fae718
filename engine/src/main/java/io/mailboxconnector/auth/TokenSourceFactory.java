package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.Trust;
import java.util.Optional;

/**
 * Makes the token source of a login: so that {@link TokenManager} knows none of them.
 *
 * <p>Safe for use by any number of threads.
 */
public interface TokenSourceFactory extends AutoCloseable {

    /**
     * Makes a source; does no I/O.
     *
     * @param login what the tokens depend on
     * @return the source
     */
    TokenSource of(Login login);

    /** Ends what its sources have under way; waits for a bounded time. Idempotent. */
    @Override
    void close();

    /**
     * What a token depends on, and nothing else.
     *
     * @param authentication how to log in
     * @param principal whose token it is; empty for that of an application
     * @param trust which certificates the authorization server may have
     * @param proxy the proxy on the way to it
     */
    record Login(Authentication authentication, String principal, Trust trust, Optional<LoginOptions.HttpProxy> proxy) {

        /** Who it is, for messages. */
        String name() {
            if (authentication instanceof Authentication.ClientCredentials application) {
                return "client " + application.client().clientId() + " of "
                        + application.client().server().address();
            }
            if (authentication instanceof Authentication.ManagedIdentity identity) {
                return "managed identity " + identity.clientId().orElse("of this machine");
            }
            return principal.isEmpty() ? "the token server" : principal;
        }
    }
}
