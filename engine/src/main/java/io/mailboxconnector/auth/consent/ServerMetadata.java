package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.fault.ServerText;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server says of itself (RFC 8414 §2).
 *
 * @param issuer its name, which its identity tokens have, too
 * @param authorization where the browser goes
 * @param token where tokens are asked for
 * @param device where device codes are asked for
 * @param namesItself whether it names itself in what the browser brings back (RFC 9207)
 * @param wantsSecretInHeader whether it takes a client secret in the header, as every server should (RFC 6749 §2.3.1)
 */
record ServerMetadata(
        String issuer,
        URI authorization,
        URI token,
        Optional<URI> device,
        boolean namesItself,
        boolean wantsSecretInHeader) {

    private static final int OK = 200;

    static ServerMetadata read(ConsentClient client, ConsentHttp http) {
        OAuthAnswer answer = http.send(new HTTPRequest(HTTPRequest.Method.GET, client.metadata()));
        if (answer.statusCode() != OK) {
            throw MESSAGES.metadataUnusable(
                    null, client.server(), "HTTP status " + answer.statusCode() + " at " + client.metadata());
        }
        try {
            return of(AuthorizationServerMetadata.parse(JSONObjectUtils.parse(answer.body())), client);
        } catch (ParseException e) {
            throw MESSAGES.metadataUnusable(e, client.server(), ServerText.clean(e.getMessage()));
        }
    }

    private static ServerMetadata of(AuthorizationServerMetadata metadata, ConsentClient client) {
        @Nullable List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return new ServerMetadata(
                metadata.getIssuer().getValue(),
                secure(metadata.getAuthorizationEndpointURI(), client, "authorization_endpoint"),
                secure(metadata.getTokenEndpointURI(), client, "token_endpoint"),
                Optional.ofNullable(metadata.getDeviceAuthorizationEndpointURI()),
                metadata.supportsAuthorizationResponseIssuerParam(),
                methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
    }

    private static URI secure(@Nullable URI endpoint, ConsentClient client, String name) {
        if (endpoint == null || !"https".equalsIgnoreCase(endpoint.getScheme())) {
            throw MESSAGES.metadataUnusable(null, client.server(), name + " is " + endpoint + ", not an https address");
        }
        return endpoint;
    }
}
