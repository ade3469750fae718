package io.mailboxconnector.auth.oauth;

import static io.mailboxconnector.auth.oauth.OAuthMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.OAuthClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the token endpoint of a server is: given, or told by the server itself (OpenID Connect Discovery 1.0 §4, RFC 8414 §3),
 * which is asked again once a day.
 *
 * <p>Safe for use by any number of threads.
 */
final class ServerAddress {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final OAuthClient.Server server;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(URI tokenEndpoint, Instant since) {}

    ServerAddress(OAuthClient.Server server, TokenEndpoint endpoint, Clock clock) {
        this.server = server;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** The token endpoint; asks the server when it is not known. */
    URI tokenEndpoint(TokenHttp.Route route, boolean mutualTls, TokenFaults faults) throws TokenRequestFailed {
        if (!(server instanceof OAuthClient.Issuer issuer)) {
            return server.address();
        }
        @Nullable Known before = known.get();
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.since.plus(KEPT))) {
            return before.tokenEndpoint;
        }
        URI found = discover(issuer.address(), route, mutualTls, faults);
        known.set(new Known(found, now));
        return found;
    }

    private URI discover(URI issuer, TokenHttp.Route route, boolean mutualTls, TokenFaults faults)
            throws TokenRequestFailed {
        OAuthAnswer answer = null;
        for (URI place : places(issuer)) {
            HttpRequest request = HttpRequest.newBuilder(place)
                    .timeout(TokenHttp.ANSWER_LIMIT)
                    .header("Accept", "application/json")
                    .build();
            answer = endpoint.send(route, request, faults);
            if (answer.statusCode() != NOT_FOUND) {
                break;
            }
        }
        if (answer == null || answer.statusCode() == NOT_FOUND) {
            throw TokenRequestFailed.refused(MESSAGES.noMetadata(null, issuer));
        }
        if (answer.statusCode() != OK) {
            throw faults.answered(answer);
        }
        try {
            return tokenEndpoint(
                    AuthorizationServerMetadata.parse(JSONObjectUtils.parse(answer.body())), issuer, mutualTls);
        } catch (ParseException e) {
            throw TokenRequestFailed.refused(MESSAGES.metadataUnreadable(e, issuer, ServerText.clean(e.getMessage())));
        }
    }

    private static URI tokenEndpoint(AuthorizationServerMetadata metadata, URI issuer, boolean mutualTls)
            throws TokenRequestFailed {
        String named = metadata.getIssuer().getValue();
        // RFC 8414 §3.3: otherwise somebody else's server could be put in between.
        if (!withoutSlash(named).equals(withoutSlash(issuer.toString()))) {
            throw TokenRequestFailed.refused(MESSAGES.otherIssuer(null, issuer, ServerText.oneLine(named)));
        }
        Optional<URI> alias = mutualTls && metadata.getMtlsEndpointAliases() != null
                ? Optional.ofNullable(metadata.getMtlsEndpointAliases().getTokenEndpointURI())
                : Optional.empty();
        URI found = alias.orElse(metadata.getTokenEndpointURI());
        if (found == null || !"https".equalsIgnoreCase(found.getScheme())) {
            throw TokenRequestFailed.refused(MESSAGES.noTokenEndpoint(null, issuer, String.valueOf(found)));
        }
        return found;
    }

    private static List<URI> places(URI issuer) {
        String text = withoutSlash(issuer.toString());
        String path = withoutSlash(String.valueOf(issuer.getPath()));
        String root = text.substring(0, text.length() - path.length());
        return List.of(
                URI.create(text + "/.well-known/openid-configuration"),
                URI.create(root + "/.well-known/oauth-authorization-server" + path));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
