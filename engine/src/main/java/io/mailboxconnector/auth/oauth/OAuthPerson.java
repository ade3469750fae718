package io.mailboxconnector.auth.oauth;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.Rotation;
import io.mailboxconnector.settings.OAuthClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens for a person by a refresh token (RFC 6749 §6), which the server may replace with every use.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OAuthPerson implements TokenSource {

    private final OAuthRequests requests;
    private final Rotation rotation;

    /**
     * Creates it; does no I/O.
     *
     * @param client the client
     * @param rotation the refresh token of the person
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public OAuthPerson(OAuthClient client, Rotation rotation, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.requests = new OAuthRequests(client, http, route, clock);
        this.rotation = rotation;
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        return rotation.ask(
                secret -> requests.ask(new RefreshTokenGrant(new RefreshToken(secret.reveal())), List.of(secret)));
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
