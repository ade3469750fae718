package io.mailboxconnector.auth.consent;

import io.mailboxconnector.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The client in whose name consent is asked for, and whose consent is wanted.
 *
 * @param server the issuer, or the tenant's base address at Microsoft Entra; the key under which the token is stored
 * @param metadata where the server describes itself (OpenID Connect Discovery 1.0 §4)
 * @param clientId the client
 * @param clientSecret its secret; empty for a public client
 * @param scope what is asked for, beside {@code openid}, {@code email} and {@code profile}
 * @param redirectUri exactly as it is registered
 * @param account the account that has to consent
 * @param extras further parameters of the authorization request
 */
public record ConsentClient(
        URI server,
        URI metadata,
        String clientId,
        Optional<Secret> clientSecret,
        List<String> scope,
        URI redirectUri,
        String account,
        Map<String, String> extras) {

    /** Copies the collections. */
    public ConsentClient {
        scope = List.copyOf(scope);
        extras = Map.copyOf(extras);
    }

    /**
     * A client at Microsoft Entra.
     *
     * @param authority the tenant's base address
     * @param clientId the application (client) id
     * @param clientSecret its secret, if it has one
     * @param scope what is asked for; {@code offline_access} is added
     * @param redirectUri exactly as it is registered
     * @param account the account that has to consent
     * @return the client
     */
    public static ConsentClient atEntra(
            URI authority,
            String clientId,
            Optional<Secret> clientSecret,
            List<String> scope,
            URI redirectUri,
            String account) {
        return new ConsentClient(
                authority,
                URI.create(withSlash(authority) + "v2.0/.well-known/openid-configuration"),
                clientId,
                clientSecret,
                withOfflineAccess(scope),
                redirectUri,
                account,
                Map.of("prompt", "select_account"));
    }

    /**
     * A client at any server that speaks OpenID Connect. Google wants to be asked for a refresh token in its own way.
     *
     * @param issuer the issuer
     * @param clientId the client id
     * @param clientSecret its secret, if it has one
     * @param scope what is asked for
     * @param redirectUri exactly as it is registered
     * @param account the account that has to consent
     * @return the client
     */
    public static ConsentClient atIssuer(
            URI issuer,
            String clientId,
            Optional<Secret> clientSecret,
            List<String> scope,
            URI redirectUri,
            String account) {
        boolean google = "accounts.google.com".equals(issuer.getHost());
        return new ConsentClient(
                issuer,
                URI.create(withSlash(issuer) + ".well-known/openid-configuration"),
                clientId,
                clientSecret,
                google ? scope : withOfflineAccess(scope),
                redirectUri,
                account,
                google
                        ? Map.of("prompt", "select_account consent", "access_type", "offline")
                        : Map.of("prompt", "select_account"));
    }

    private static String withSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    private static List<String> withOfflineAccess(List<String> scope) {
        if (scope.contains("offline_access")) {
            return scope;
        }
        List<String> more = new java.util.ArrayList<>(scope);
        more.add("offline_access");
        return more;
    }
}
