package io.mailboxconnector.testkit.oauth;

/** What a {@link TokenEndpoint} gives against one {@code grant_type}. Called under the lock of the server. */
interface Grant {

    /**
     * Answers a token request of a client that has proved who it is.
     *
     * @param tenant the tenant
     * @param clientId the client
     * @param request the request
     * @return tokens, or the error
     */
    TokenReply grant(String tenant, String clientId, OAuthRequest request);
}
