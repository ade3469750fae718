package io.mailboxconnector.testkit.oauth;

/**
 * RFC 6749 §6, as strict as RFC 9700 §4.14.2 wants it: each refresh token is good for one use, and who presents one a second time
 * ends all consents of that person.
 */
final class RefreshTokenGrant implements Grant {

    private final PersonTokens tokens;

    RefreshTokenGrant(PersonTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public TokenReply grant(String tenant, String clientId, OAuthRequest request) {
        return tokens.renewed(tenant, clientId, request.field("refresh_token"))
                .orElseGet(() -> TokenReply.entraError(
                        400, "invalid_grant", 70000, "The provided grant is invalid or has been revoked."));
    }
}
