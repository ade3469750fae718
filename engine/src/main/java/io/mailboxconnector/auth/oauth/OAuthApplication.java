package io.mailboxconnector.auth.oauth;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.OAuthClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens for an application by the client credentials grant (RFC 6749 §4.4).
 *
 * <p>Safe for use by any number of threads.
 */
public final class OAuthApplication implements TokenSource {

    private final OAuthRequests requests;

    /**
     * Creates it; does no I/O.
     *
     * @param client the client
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public OAuthApplication(OAuthClient client, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.requests = new OAuthRequests(client, http, route, clock);
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        return requests.ask(new ClientCredentialsGrant(), List.of()).token();
    }

    @Override
    public Object credentials() {
        return requests.credentials();
    }

    @Override
    public Optional<CredentialExpiry> credentialExpiry() {
        return requests.credentialExpiry();
    }
}
