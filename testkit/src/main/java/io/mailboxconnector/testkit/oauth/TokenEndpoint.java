package io.mailboxconnector.testkit.oauth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /{tenant}/oauth2/v2.0/token}: who asks, and for what kind of grant. Guarded by the lock of the server. */
final class TokenEndpoint implements OAuthEndpoint {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");

    private final RegisteredClients clients;
    private final Map<String, Grant> grants = new HashMap<>();

    TokenEndpoint(RegisteredClients clients) {
        this.clients = clients;
    }

    /** Offers one more kind of grant. */
    TokenEndpoint offer(String grantType, Grant grant) {
        grants.put(grantType, grant);
        return this;
    }

    /** Whether a request is for this endpoint. */
    static boolean isFor(OAuthRequest request) {
        return request.method().equals("POST") && PATH.matcher(request.path()).matches();
    }

    @Override
    public Optional<TokenReply> answer(OAuthRequest request) {
        Matcher matcher = PATH.matcher(request.path());
        return isFor(request) && matcher.matches() ? Optional.of(answer(matcher.group(1), request)) : Optional.empty();
    }

    private TokenReply answer(String tenant, OAuthRequest request) {
        Optional<TokenReply> refusal = clients.refusal(tenant, request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        @Nullable Grant grant = grants.get(request.field("grant_type"));
        return grant == null
                ? TokenReply.entraError(400, "unsupported_grant_type", 70003, "The grant type is not supported.")
                : grant.grant(tenant, request.field("client_id"), request);
    }
}
