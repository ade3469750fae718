package io.mailboxconnector.testkit.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /{tenant}/oauth2/v2.0/authorize} and the {@code authorization_code} grant: sends the browser back at once, in the
 * name of whoever is signed in. Exact about the redirect URI and PKCE. Guarded by the lock of the server.
 */
final class AuthorizeEndpoint implements OAuthEndpoint, Grant {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/authorize");

    private final RegisteredClients clients;
    private final SignedInPerson person;
    private final PersonTokens tokens;
    private final Function<String, String> base;
    private final Set<String> redirectUris = new HashSet<>();
    private final Map<String, Code> codes = new HashMap<>();

    private record Code(
            String clientId, String account, String redirectUri, String challenge, String nonce, String scope) {}

    AuthorizeEndpoint(
            RegisteredClients clients, SignedInPerson person, PersonTokens tokens, Function<String, String> base) {
        this.clients = clients;
        this.person = person;
        this.tokens = tokens;
        this.base = base;
    }

    void registerRedirectUri(String uri) {
        redirectUris.add(uri);
    }

    @Override
    public Optional<TokenReply> answer(OAuthRequest request) {
        Matcher matcher = PATH.matcher(request.path());
        return matcher.matches() ? Optional.of(sendBack(matcher.group(1), request.query())) : Optional.empty();
    }

    private TokenReply sendBack(String tenant, Map<String, String> query) {
        Optional<TokenReply> unknown = clients.unknown(tenant, query.getOrDefault("client_id", ""));
        String redirectUri = query.getOrDefault("redirect_uri", "");
        if (unknown.isPresent() || !redirectUris.contains(redirectUri)) {
            // Never back to an address that nobody registered (RFC 9700 §4.1).
            return unknown.orElseGet(() -> TokenReply.entraError(
                    400, "invalid_request", 50011, "The redirect URI does not match those that are registered."));
        }
        String state = "&state=" + encoded(query.getOrDefault("state", ""));
        if (!query.getOrDefault("response_type", "").equals("code")
                || !query.getOrDefault("code_challenge_method", "").equals("S256")) {
            return to(redirectUri, "error=invalid_request&error_description=PKCE+with+S256+is+required" + state);
        }
        Optional<String> account = person.account();
        if (account.isEmpty() || person.declines()) {
            return to(
                    redirectUri,
                    "error=access_denied&error_description=" + encoded("AADSTS65004: User declined.") + state);
        }
        String code = PersonTokens.random();
        codes.put(
                code,
                new Code(
                        query.getOrDefault("client_id", ""),
                        account.get(),
                        redirectUri,
                        query.getOrDefault("code_challenge", ""),
                        query.getOrDefault("nonce", ""),
                        query.getOrDefault("scope", "")));
        return to(redirectUri, "code=" + code + state);
    }

    @Override
    public TokenReply grant(String tenant, String clientId, OAuthRequest request) {
        @Nullable Code code = codes.remove(request.field("code"));
        if (code == null || !code.clientId.equals(clientId)) {
            return TokenReply.entraError(400, "invalid_grant", 54005, "The code was already redeemed.");
        }
        if (!code.redirectUri.equals(request.field("redirect_uri"))) {
            return TokenReply.entraError(400, "invalid_request", 50011, "The redirect URI does not match.");
        }
        if (!code.challenge.equals(challenge(request.field("code_verifier")))) {
            return TokenReply.entraError(400, "invalid_grant", 501481, "The verifier does not match.");
        }
        return tokens.granted(
                tenant, clientId, MetadataEndpoint.issuer(base.apply(tenant)), code.account, code.nonce, code.scope);
    }

    private static TokenReply to(String redirectUri, String parameters) {
        return new TokenReply(
                302, Map.of("Location", redirectUri + (redirectUri.contains("?") ? "&" : "?") + parameters), "");
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
