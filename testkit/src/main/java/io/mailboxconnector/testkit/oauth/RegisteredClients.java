package io.mailboxconnector.testkit.oauth;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may ask a {@link FakeAuthorizationServer}. Guarded by the lock of the server. */
final class RegisteredClients {

    private final Map<Client, String> secrets = new HashMap<>();

    void register(String tenant, String clientId, String secret) {
        secrets.put(new Client(tenant, clientId), secret);
    }

    /** Why a client is turned away; empty when it is known and has proved it. */
    Optional<TokenReply> refusal(String tenant, OAuthRequest request) {
        Optional<TokenReply> unknown = unknown(tenant, request.field("client_id"));
        if (unknown.isPresent()) {
            return unknown;
        }
        @Nullable String secret = secrets.get(new Client(tenant, request.field("client_id")));
        return request.field("client_secret").equals(secret)
                ? Optional.empty()
                : Optional.of(TokenReply.entraError(401, "invalid_client", 7000215, "Invalid client secret provided."));
    }

    /** The answer to a client that nobody knows; empty when it is known. */
    Optional<TokenReply> unknown(String tenant, String clientId) {
        if (secrets.keySet().stream().noneMatch(known -> known.tenant.equals(tenant))) {
            return Optional.of(
                    TokenReply.entraError(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found."));
        }
        return secrets.containsKey(new Client(tenant, clientId))
                ? Optional.empty()
                : Optional.of(TokenReply.entraError(
                        400, "unauthorized_client", 700016, "Application '" + clientId + "' was not found."));
    }

    private record Client(String tenant, String clientId) {}
}
