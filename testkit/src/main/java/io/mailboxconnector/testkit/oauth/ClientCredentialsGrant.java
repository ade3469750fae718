package io.mailboxconnector.testkit.oauth;

/** RFC 6749 §4.4 in the manner of Entra: exactly one resource with {@code /.default}. */
final class ClientCredentialsGrant implements Grant {

    private final IssuedTokens tokens;

    ClientCredentialsGrant(IssuedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public TokenReply grant(String tenant, String clientId, OAuthRequest request) {
        if (!request.field("scope").contains("/.default")) {
            return TokenReply.entraError(400, "invalid_scope", 1002012, "The provided scope is not valid.");
        }
        long seconds = tokens.life().toSeconds();
        return TokenReply.json(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"ext_expires_in\":" + seconds
                        + ",\"access_token\":\"" + tokens.issue(tenant, clientId) + "\"}");
    }
}
