package io.mailboxconnector.auth.entra;

import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.Authentication.ManagedIdentity;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Access tokens for the identity that Azure gave the machine: from the metadata service, App Service, Arc or whatever MSAL4J
 * finds in the environment.
 *
 * <p>Safe for use by any number of threads. MSAL4J's cache of these tokens, which is one for the whole class loader, is passed
 * by.
 */
public final class EntraManagedIdentity implements TokenSource {

    /** Where virtual machines ask; other places are found by MSAL4J. */
    private static final URI METADATA_SERVICE = URI.create("http://169.254.169.254/");

    private static final String DEFAULT_SCOPE = "/.default";

    private final ManagedIdentity identity;
    private final TokenHttp http;
    private final TokenHttp.Route route;
    private final Clock clock;

    /**
     * Creates it; does no I/O.
     *
     * @param identity which identity, and what for
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public EntraManagedIdentity(ManagedIdentity identity, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.identity = identity;
        this.http = http;
        this.route = route;
        this.clock = clock;
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        String who = identity.clientId().orElse("managed identity");
        TokenFaults faults = new TokenFaults(METADATA_SERVICE, who, List.of(), clock);
        return new MsalExchange(http, route, faults, clock)
                .run(exchange -> application(exchange)
                        .acquireTokenForManagedIdentity(ManagedIdentityParameters.builder(resource())
                                .forceRefresh(true)
                                .build()))
                .token();
    }

    private ManagedIdentityApplication application(IHttpClient exchange) {
        ManagedIdentityId id = identity.clientId()
                .map(ManagedIdentityId::userAssignedClientId)
                .orElseGet(ManagedIdentityId::systemAssigned);
        return ManagedIdentityApplication.builder(id)
                .httpClient(exchange)
                .executorService(new CallerRuns())
                .disableInternalRetries()
                .build();
    }

    private String resource() {
        String scope = identity.scope();
        return scope.endsWith(DEFAULT_SCOPE) ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length()) : scope;
    }
}
