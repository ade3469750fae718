package io.mailboxconnector.testkit.oauth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens of persons: access, refresh and identity tokens. Guarded by the lock of the server. */
final class PersonTokens {

    private static final int RANDOM_BYTES = 32;

    private final IssuedTokens access;
    private final Clock clock;

    /** The accounts by their refresh tokens. */
    private final Map<String, String> refresh = new HashMap<>();

    /** The accounts by the refresh tokens that were used before. */
    private final Map<String, String> used = new HashMap<>();

    /** Whether a used refresh token stays good, as at Entra. */
    private boolean keepsUsed;

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

    void keepUsed() {
        keepsUsed = true;
    }

    /** A refresh token of a person who consents. */
    String consent(String account) {
        String token = random();
        refresh.put(token, account);
        return token;
    }

    /** New tokens against a refresh token; empty when it is not good any more. */
    Optional<TokenReply> renewed(String tenant, String clientId, String refreshToken) {
        @Nullable String account = refresh.get(refreshToken);
        if (account == null) {
            @Nullable String victim = used.get(refreshToken);
            refresh.values().removeIf(owner -> owner.equals(victim));
            return Optional.empty();
        }
        if (!keepsUsed) {
            refresh.remove(refreshToken);
            used.put(refreshToken, account);
        }
        return Optional.of(TokenReply.json(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + access.life().toSeconds() + ",\"access_token\":\""
                        + access.issue(tenant, clientId) + "\",\"refresh_token\":\"" + consent(account) + "\"}"));
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
            body.append(",\"refresh_token\":\"").append(consent(account)).append('"');
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
