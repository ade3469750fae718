package io.mailboxconnector.auth;

/**
 * Where tokens of one login come from. A closed family with one member per way to log in.
 *
 * <p>Safe for use by any number of threads. A source keeps no token and repeats nothing: that is the work of
 * {@link TokenEntry}.
 */
sealed interface TokenSource permits EntraClientSecretSource, PasswordSource {

    /**
     * Gets a new token, perhaps over the network; returns or fails within a bounded time.
     *
     * @return the token
     * @throws TokenRequestFailed when there is none, classified
     */
    Token obtain() throws TokenRequestFailed;
}
