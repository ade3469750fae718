package io.mailboxconnector.auth.source;

import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.TokenSourceFactory;
import io.mailboxconnector.auth.entra.EntraApplication;
import io.mailboxconnector.auth.entra.EntraManagedIdentity;
import io.mailboxconnector.auth.entra.EntraPerson;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.oauth.GoogleServiceAccount;
import io.mailboxconnector.auth.oauth.OAuthApplication;
import io.mailboxconnector.auth.oauth.OAuthPerson;
import io.mailboxconnector.auth.oauth.TokenService;
import io.mailboxconnector.auth.secret.Rotation;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.TokenStore;
import io.mailboxconnector.wire.Wire;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * All token sources there are: Microsoft Entra through MSAL4J, everything else through Nimbus.
 *
 * <p>Safe for use by any number of threads. {@link #close()} ends the threads of their requests.
 */
public final class TokenSources implements TokenSourceFactory {

    private final Clock clock;
    private final TokenHttp http;
    private final Function<TokenStore, RefreshTokenStore> stores;

    /**
     * Creates it; starts nothing.
     *
     * @param clock counts the life of tokens
     * @param wire gives TLS
     * @param stores where refresh tokens are kept, by what accounts say
     */
    public TokenSources(Clock clock, Wire wire, Function<TokenStore, RefreshTokenStore> stores) {
        this.clock = clock;
        this.http = new TokenHttp(wire);
        this.stores = stores;
    }

    @Override
    public TokenSource of(Login login) {
        TokenHttp.Route route = new TokenHttp.Route(login.trust(), login.proxy(), Optional.empty());
        Authentication authentication = login.authentication();
        if (authentication instanceof Authentication.ClientCredentials application) {
            return application(application.client(), route);
        }
        if (authentication instanceof Authentication.RefreshToken person) {
            return person(person, route);
        }
        if (authentication instanceof Authentication.ManagedIdentity identity) {
            return new EntraManagedIdentity(identity, http, route, clock);
        }
        if (authentication instanceof Authentication.ServiceAccount account) {
            return new GoogleServiceAccount(account, login.principal(), http, route, clock);
        }
        if (authentication instanceof Authentication.TokenServer server) {
            return new TokenService(server, login.principal(), http, route, clock);
        }
        if (authentication instanceof Authentication.Password password) {
            return new PasswordSource(password);
        }
        throw new IllegalArgumentException("No token source for " + authentication);
    }

    @Override
    public void close() {
        http.close();
    }

    private TokenSource application(OAuthClient client, TokenHttp.Route route) {
        return client.server() instanceof OAuthClient.Entra
                ? new EntraApplication(client, http, route, clock)
                : new OAuthApplication(client, http, route, clock);
    }

    private TokenSource person(Authentication.RefreshToken person, TokenHttp.Route route) {
        OAuthClient client = person.client();
        PrincipalKey key = new PrincipalKey(client.server().address(), client.clientId(), person.principal());
        Rotation rotation = new Rotation(stores.apply(person.store()), key);
        return client.server() instanceof OAuthClient.Entra
                ? new EntraPerson(client, rotation, http, route, clock)
                : new OAuthPerson(client, rotation, http, route, clock);
    }
}
