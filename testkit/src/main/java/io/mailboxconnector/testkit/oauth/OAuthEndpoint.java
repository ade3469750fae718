package io.mailboxconnector.testkit.oauth;

import java.util.Optional;

/** One thing that a {@link FakeAuthorizationServer} does. Called under the lock of the server. */
interface OAuthEndpoint {

    /**
     * Answers a request, if it is for this endpoint.
     *
     * @param request the request
     * @return the answer; empty when another endpoint has to be asked
     */
    Optional<TokenReply> answer(OAuthRequest request);
}
