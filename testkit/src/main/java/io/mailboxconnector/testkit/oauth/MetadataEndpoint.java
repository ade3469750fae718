package io.mailboxconnector.testkit.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}, as Entra has it. */
final class MetadataEndpoint implements OAuthEndpoint {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/v2\\.0/\\.well-known/openid-configuration");

    private final Function<String, String> base;

    /** The base address of a tenant, with a slash at its end. */
    MetadataEndpoint(Function<String, String> base) {
        this.base = base;
    }

    /** What a tenant calls itself. */
    static String issuer(String base) {
        return base + "v2.0";
    }

    @Override
    public Optional<TokenReply> answer(OAuthRequest request) {
        Matcher matcher = PATH.matcher(request.path());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String tenant = base.apply(matcher.group(1));
        Map<String, String> fields = Map.of(
                "issuer", "\"" + issuer(tenant) + "\"",
                "authorization_endpoint", "\"" + tenant + "oauth2/v2.0/authorize\"",
                "token_endpoint", "\"" + tenant + "oauth2/v2.0/token\"",
                "device_authorization_endpoint", "\"" + tenant + "oauth2/v2.0/devicecode\"",
                "jwks_uri", "\"" + tenant + "discovery/v2.0/keys\"",
                "response_types_supported", "[\"code\"]",
                "subject_types_supported", "[\"pairwise\"]",
                "id_token_signing_alg_values_supported", "[\"RS256\"]",
                "token_endpoint_auth_methods_supported", "[\"client_secret_post\"]");
        return Optional.of(TokenReply.json(
                200,
                fields.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}"))));
    }
}
