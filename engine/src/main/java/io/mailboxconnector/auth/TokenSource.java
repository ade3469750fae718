package io.mailboxconnector.auth;

import java.util.Optional;

/**
 * Where the tokens of one login come from: the seam between {@link TokenManager}, which keeps tokens, and the rooms that speak to
 * authorization servers. One implementation per way to log in.
 *
 * <p>Safe for use by any number of threads. A source keeps no token, repeats nothing and logs no failure: all of that is the
 * work of {@link TokenEntry}.
 */
public interface TokenSource {

    /**
     * Gets a new token, perhaps over the network; returns or fails within a bounded time.
     *
     * @return the token
     * @throws TokenRequestFailed when there is none, classified
     */
    Token obtain() throws TokenRequestFailed;

    /**
     * What the next request would prove itself with, as a value to compare: when it differs from the value at the time of a
     * refusal, an administrator has changed a secret, and the refusal is not waited out. Must be cheap; may read a file.
     *
     * @return a value with {@code equals} whose text tells no secret
     */
    default Object credentials() {
        return "";
    }

    /**
     * When what the requests prove themselves with ends, as far as it is known. Must be cheap; may read a file.
     *
     * @return the end; empty when nobody knows
     */
    default Optional<CredentialExpiry> credentialExpiry() {
        return Optional.empty();
    }
}
