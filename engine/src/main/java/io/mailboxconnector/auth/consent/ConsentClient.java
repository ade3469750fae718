package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The client in whose name consent is asked for, and whose consent is wanted.
 *
 * @param client the client, under whose server and id the token is stored
 * @param metadata where the server describes itself (OpenID Connect Discovery 1.0 §4)
 * @param scope what is asked for, beside {@code openid}, {@code email} and {@code profile}
 * @param redirectUri exactly as it is registered
 * @param account the account that has to consent
 * @param extras further parameters of the authorization request
 */
public record ConsentClient(
        OAuthClient client,
        URI metadata,
        List<String> scope,
        URI redirectUri,
        String account,
        Map<String, String> extras) {

    private static final String OFFLINE = "offline_access";
    private static final Map<String, String> CHOOSE = Map.of("prompt", "select_account");
    private static final URI GOOGLE = URI.create("https://accounts.google.com");

    /** Copies the collections. */
    public ConsentClient {
        scope = List.copyOf(scope);
        extras = Map.copyOf(extras);
    }

    /**
     * The client of a person who shall consent. Google wants to be asked for a refresh token in its own way.
     *
     * @param person the person and the client
     * @param redirectUri exactly as it is registered
     * @return the client
     * @throws io.mailboxconnector.api.ConfigurationInvalid when only the token endpoint of the server is known
     */
    public static ConsentClient of(Authentication.RefreshToken person, URI redirectUri) {
        OAuthClient client = person.client();
        List<String> scope = List.of(client.scope().strip().split("\\s+"));
        URI issuer = issuer(client.server());
        return GOOGLE.getHost().equals(issuer.getHost())
                ? new ConsentClient(
                        client,
                        metadata(issuer),
                        scope,
                        redirectUri,
                        person.principal(),
                        Map.of("prompt", "select_account consent", "access_type", "offline"))
                : new ConsentClient(
                        client, metadata(issuer), withOfflineAccess(scope), redirectUri, person.principal(), CHOOSE);
    }

    /** The address of the server as it was configured. */
    URI server() {
        return client.server().address();
    }

    String clientId() {
        return client.clientId();
    }

    private static URI issuer(OAuthClient.Server server) {
        if (server instanceof OAuthClient.Entra entra) {
            return URI.create(withSlash(entra.address()) + "v2.0");
        }
        if (server instanceof OAuthClient.Issuer issuer) {
            return issuer.address();
        }
        if ("oauth2.googleapis.com".equals(server.address().getHost())) {
            return GOOGLE;
        }
        throw MESSAGES.noIssuer(server.address());
    }

    private static URI metadata(URI issuer) {
        return URI.create(withSlash(issuer) + ".well-known/openid-configuration");
    }

    private static String withSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    private static List<String> withOfflineAccess(List<String> scope) {
        if (scope.contains(OFFLINE)) {
            return scope;
        }
        List<String> more = new ArrayList<>(scope);
        more.add(OFFLINE);
        return more;
    }
}
