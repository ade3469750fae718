package io.mailboxconnector.auth.entra;

import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.OAuthClient;
import java.time.Clock;
import java.util.Optional;

/**
 * Access tokens for an application from Microsoft Entra by the client credentials grant (RFC 6749 §4.4).
 *
 * <p>Safe for use by any number of threads.
 */
public final class EntraApplication implements TokenSource {

    private final EntraClient client;

    /**
     * Creates it; does no I/O.
     *
     * @param client the client, whose server is an {@link OAuthClient.Entra}
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public EntraApplication(OAuthClient client, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.client = new EntraClient(client, http, route, clock);
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        return client.application().token();
    }

    @Override
    public Object credentials() {
        return client.credentials();
    }

    @Override
    public Optional<CredentialExpiry> credentialExpiry() {
        return client.credentialExpiry();
    }
}
