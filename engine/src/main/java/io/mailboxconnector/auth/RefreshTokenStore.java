package io.mailboxconnector.auth;

import io.mailboxconnector.settings.Secret;
import java.util.Optional;

/**
 * Where refresh tokens survive a restart.
 *
 * <p>An authorization server may replace the refresh token with every use, so that the old one is worthless from then on. So the
 * order is: {@link #open}, {@link Slot#load}, request, {@link Slot#replace}, {@link Slot#close}, and only then the access token
 * is used. Nobody else reads or writes the token of that principal in between, on whatever node.
 *
 * <p>Safe for use by any number of threads.
 */
public interface RefreshTokenStore {

    /**
     * Locks the place of one principal against all threads and nodes; waits for it for a bounded time.
     *
     * @param key the principal
     * @return the place, to be closed by the same thread
     * @throws io.mailboxconnector.api.MailboxException when the lock or the store cannot be had, classified
     */
    Slot open(PrincipalKey key);

    /** The place of one principal's refresh token, locked. Belongs to one thread. */
    interface Slot extends AutoCloseable {

        /**
         * The refresh token that was stored last, on whatever node.
         *
         * @return the token; empty when nobody consented yet
         * @throws io.mailboxconnector.api.MailboxException when it cannot be read or decrypted, classified
         */
        Optional<Secret> load();

        /**
         * Stores another refresh token in place of the present one. When it returns, the token survives a crash and a rollback
         * of whatever transaction the caller is in.
         *
         * @param refreshToken the new refresh token
         * @throws io.mailboxconnector.api.MailboxException when it could not be made durable, classified; the present one stays
         */
        void replace(Secret refreshToken);

        /** Lets others in. Idempotent, never throws. */
        @Override
        void close();
    }
}
