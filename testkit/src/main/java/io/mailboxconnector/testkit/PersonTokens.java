package io.mailboxconnector.testkit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tokens of persons: access, refresh and identity tokens. Guarded by the lock of the server. */
final class PersonTokens {

    private static final int RANDOM_BYTES = 32;

    private final IssuedTokens access;
    private final Clock clock;

    /** The accounts by their refresh tokens. */
    private final Map<String, String> refresh = new HashMap<>();

    PersonTokens(IssuedTokens access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** A text that nobody guesses. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whose refresh token it is. */
    Optional<String> accountOf(String refreshToken) {
        return Optional.ofNullable(refresh.get(refreshToken));
    }

    /** Everything that a person's consent gives, as Entra answers it. */
    TokenReply granted(String tenant, String clientId, String issuer, String account, String nonce, String scope) {
        StringBuilder body = new StringBuilder("{\"token_type\":\"Bearer\",\"expires_in\":")
                .append(access.life().toSeconds())
                .append(",\"access_token\":\"")
                .append(access.issue(tenant, clientId))
                .append("\",\"id_token\":\"")
                .append(identity(clientId, issuer, account, nonce))
                .append('"');
        if ((" " + scope + " ").contains(" offline_access ")) {
            String token = random();
            refresh.put(token, account);
            body.append(",\"refresh_token\":\"").append(token).append('"');
        }
        return TokenReply.json(200, body.append('}').toString());
    }

    private String identity(String clientId, String issuer, String account, String nonce) {
        long now = clock.instant().getEpochSecond();
        String claims = String.format(
                Locale.ROOT,
                """
                {"iss":"%s","aud":"%s","iat":%d,"exp":%d,"sub":"%s","preferred_username":"%s"%s}""",
                issuer,
                clientId,
                now,
                now + access.life().toSeconds(),
                Integer.toHexString(account.hashCode()),
                account,
                nonce.isEmpty() ? "" : ",\"nonce\":\"" + nonce + "\"");
        return encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"fake\"}") + "." + encoded(claims) + "." + random();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
