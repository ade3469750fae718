package io.mailboxconnector.auth.secret;

import static io.mailboxconnector.auth.secret.CredentialMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.settings.Secret;
import java.time.Duration;

/**
 * The use of a refresh token, which may be replaced with every use: locked, asked, stored, and only then is the access token
 * handed out. So neither a crash nor another node loses the newer token.
 *
 * <p>Safe for use by any number of threads, as far as the store is.
 */
public final class Rotation {

    private final RefreshTokenStore store;
    private final PrincipalKey key;

    /**
     * The refresh token of one person.
     *
     * @param store where it is kept
     * @param key whose it is
     */
    public Rotation(RefreshTokenStore store, PrincipalKey key) {
        this.store = store;
        this.key = key;
    }

    /** A token request with a refresh token. */
    @FunctionalInterface
    public interface Request {
        /**
         * Asks.
         *
         * @param refreshToken the refresh token
         * @return what was granted
         * @throws TokenRequestFailed when nothing was, classified
         */
        Grant with(Secret refreshToken) throws TokenRequestFailed;
    }

    /**
     * Asks with the refresh token that is stored, and stores its successor.
     *
     * @param request the request
     * @return the access token
     * @throws TokenRequestFailed when there is no refresh token, when it is refused, or when its successor cannot be stored
     */
    public Token ask(Request request) throws TokenRequestFailed {
        try (RefreshTokenStore.Slot slot = store.open(key)) {
            Secret refreshToken = slot.load()
                    .orElseThrow(() ->
                            TokenRequestFailed.refused(MESSAGES.noConsent(null, key.clientId(), key.principal())));
            Grant grant = request.with(refreshToken);
            grant.refreshToken().filter(next -> !next.equals(refreshToken)).ifPresent(slot::replace);
            return grant.token();
        } catch (MailboxException e) {
            throw TokenRequestFailed.transientFailure(e, Duration.ZERO);
        }
    }
}
