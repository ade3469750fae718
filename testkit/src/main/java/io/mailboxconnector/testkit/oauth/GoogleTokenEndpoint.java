package io.mailboxconnector.testkit.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /token} in the manner of Google: the assertion of a service account that acts for a user of its domain (RFC 7523
 * §2.1), and refresh tokens, which stay the same. Guarded by the lock of the server.
 */
final class GoogleTokenEndpoint implements OAuthEndpoint {

    private static final String PATH = "/token";
    private static final String ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(60);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final IssuedTokens tokens;
    private final PersonTokens persons;
    private final Clock clock;
    private final Map<String, ServiceAccount> accounts = new HashMap<>();
    private final Set<String> users = new HashSet<>();

    private record ServiceAccount(PublicKey key, Set<String> delegated) {}

    GoogleTokenEndpoint(IssuedTokens tokens, PersonTokens persons, Clock clock) {
        this.tokens = tokens;
        this.persons = persons;
        this.clock = clock;
    }

    void register(String serviceAccount, PublicKey key, Set<String> delegated) {
        accounts.put(serviceAccount, new ServiceAccount(key, Set.copyOf(delegated)));
    }

    void addUser(String address) {
        users.add(address);
    }

    static boolean isFor(OAuthRequest request) {
        return request.method().equals("POST") && request.path().equals(PATH);
    }

    @Override
    public Optional<TokenReply> answer(OAuthRequest request) {
        if (!isFor(request)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (request.field("grant_type")) {
                    case ASSERTION -> asserted(request.field("assertion"));
                    case "refresh_token" -> refreshed(request.field("refresh_token"));
                    default -> error(BAD_REQUEST, "unsupported_grant_type", "Invalid grant_type");
                });
    }

    private TokenReply refreshed(String token) {
        return persons.accountOf(token).isPresent()
                ? granted()
                : error(BAD_REQUEST, "invalid_grant", "Token has been expired or revoked.");
    }

    private TokenReply asserted(String assertion) {
        String[] parts = assertion.split("\\.");
        if (parts.length != 3) {
            return error(BAD_REQUEST, "invalid_grant", "Invalid JWT: not a signed token");
        }
        Claims claims = new Claims(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        @Nullable ServiceAccount account = accounts.get(claims.text("iss"));
        if (account == null) {
            return error(BAD_REQUEST, "invalid_grant", "Invalid grant: account not found");
        }
        if (!isSigned(account.key(), parts)) {
            return error(BAD_REQUEST, "invalid_grant", "Invalid JWT Signature.");
        }
        if (!claims.text("aud").endsWith(PATH)) {
            return error(BAD_REQUEST, "invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (!isInTime(claims)) {
            return error(
                    BAD_REQUEST,
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your"
                            + " iat and exp values in the JWT claim.");
        }
        if (!account.delegated().containsAll(Set.of(claims.text("scope").split(" ")))) {
            return error(
                    UNAUTHORIZED,
                    "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any"
                            + " of the scopes requested.");
        }
        return users.contains(claims.text("sub"))
                ? granted()
                : error(BAD_REQUEST, "invalid_grant", "Invalid email or User ID");
    }

    private boolean isInTime(Claims claims) {
        Instant issued = Instant.ofEpochSecond(claims.number("iat"));
        Instant end = Instant.ofEpochSecond(claims.number("exp"));
        Instant now = clock.instant();
        return !issued.isAfter(now.plus(CLOCK_SKEW))
                && end.isAfter(now.minus(CLOCK_SKEW))
                && Duration.between(issued, end).compareTo(LONGEST_LIFE) <= 0;
    }

    private static boolean isSigned(PublicKey key, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private TokenReply granted() {
        return TokenReply.json(
                200,
                "{\"access_token\":\"" + tokens.issueLong("ya29.") + "\",\"expires_in\":"
                        + tokens.life().toSeconds() + ",\"token_type\":\"Bearer\"}");
    }

    private static TokenReply error(int status, String error, String description) {
        return TokenReply.json(status, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    /** The claims of an assertion, which are all texts and numbers. */
    private record Claims(String json) {

        String text(String name) {
            return find("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").replace("\\/", "/");
        }

        long number(String name) {
            String digits = find("\"" + name + "\"\\s*:\\s*(\\d+)");
            return digits.isEmpty() ? 0 : Long.parseLong(digits);
        }

        private String find(String pattern) {
            Matcher claim = Pattern.compile(pattern).matcher(json);
            return claim.find() ? claim.group(1) : "";
        }
    }
}
