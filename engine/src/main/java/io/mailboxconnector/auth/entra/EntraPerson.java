package io.mailboxconnector.auth.entra;

import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.Rotation;
import io.mailboxconnector.settings.OAuthClient;
import java.time.Clock;
import java.util.Optional;

/**
 * Access tokens for a person from Microsoft Entra by a refresh token (RFC 6749 §6), which is replaced with every use.
 *
 * <p>Safe for use by any number of threads.
 */
public final class EntraPerson implements TokenSource {

    private final EntraClient client;
    private final Rotation rotation;

    /**
     * Creates it; does no I/O.
     *
     * @param client the client, whose server is an {@link OAuthClient.Entra}
     * @param rotation the refresh token of the person
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public EntraPerson(OAuthClient client, Rotation rotation, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.client = new EntraClient(client, http, route, clock);
        this.rotation = rotation;
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        return rotation.ask(client::refresh);
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
