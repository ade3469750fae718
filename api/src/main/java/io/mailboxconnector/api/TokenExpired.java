package io.mailboxconnector.api;

import org.jspecify.annotations.Nullable;

/**
 * The server ended a connection because the access token of its login expired. Routine: the next connection uses a new token.
 *
 * @since 0.1
 */
public final class TokenExpired extends ConnectionLost {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param cause the failure underneath, if any
     */
    public TokenExpired(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
