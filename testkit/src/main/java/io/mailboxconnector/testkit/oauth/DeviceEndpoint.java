package io.mailboxconnector.testkit.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /{tenant}/oauth2/v2.0/devicecode} and the grant for it (RFC 8628), in the manner of Entra. Guarded by the lock of
 * the server.
 */
final class DeviceEndpoint implements OAuthEndpoint, Grant {

    static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Pattern PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/devicecode");
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final RegisteredClients clients;
    private final SignedInPerson person;
    private final PersonTokens tokens;
    private final Function<String, String> base;
    private final Clock clock;
    private final Map<String, Pending> pending = new HashMap<>();
    private int entered = Integer.MAX_VALUE;
    private int questions;

    private record Pending(String clientId, String scope, Instant end) {}

    DeviceEndpoint(
            RegisteredClients clients,
            SignedInPerson person,
            PersonTokens tokens,
            Function<String, String> base,
            Clock clock) {
        this.clients = clients;
        this.person = person;
        this.tokens = tokens;
        this.base = base;
        this.clock = clock;
    }

    /** Lets somebody type the code in after so many questions of the client. */
    void enterAfter(int number) {
        entered = number;
        questions = 0;
    }

    @Override
    public Optional<TokenReply> answer(OAuthRequest request) {
        Matcher matcher = PATH.matcher(request.path());
        return matcher.matches() && request.method().equals("POST")
                ? Optional.of(begin(matcher.group(1), request))
                : Optional.empty();
    }

    private TokenReply begin(String tenant, OAuthRequest request) {
        String clientId = request.field("client_id");
        return clients.unknown(tenant, clientId).orElseGet(() -> {
            String code = PersonTokens.random();
            pending.put(
                    code,
                    new Pending(
                            clientId, request.field("scope"), clock.instant().plus(LIFE)));
            return TokenReply.json(
                    200,
                    "{\"user_code\":\"ABC-DEF\",\"device_code\":\"" + code + "\",\"verification_uri\":\""
                            + base.apply(tenant) + "device\",\"expires_in\":" + LIFE.toSeconds()
                            + ",\"interval\":5,\"message\":\"Enter ABC-DEF\"}");
        });
    }

    @Override
    public TokenReply grant(String tenant, String clientId, OAuthRequest request) {
        @Nullable Pending asked = pending.get(request.field("device_code"));
        if (asked == null || !asked.clientId.equals(clientId)) {
            return TokenReply.entraError(400, "bad_verification_code", 70018, "The verification code is not known.");
        }
        questions++;
        if (!clock.instant().isBefore(asked.end)) {
            return TokenReply.entraError(400, "expired_token", 70019, "The verification code expired.");
        }
        if (person.declines()) {
            return TokenReply.entraError(400, "authorization_declined", 65004, "User declined.");
        }
        Optional<String> account = person.account();
        if (questions <= entered || account.isEmpty()) {
            return TokenReply.entraError(400, "authorization_pending", 70016, "Authorization is pending.");
        }
        pending.remove(request.field("device_code"));
        return tokens.granted(
                tenant, clientId, MetadataEndpoint.issuer(base.apply(tenant)), account.get(), "", asked.scope);
    }
}
