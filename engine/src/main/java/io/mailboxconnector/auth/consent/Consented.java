package io.mailboxconnector.auth.consent;

import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.settings.Secret;

/**
 * A consent that was given, by the right account.
 *
 * @param owner under which key its token is stored
 * @param account the account as the authorization server spells it
 * @param refreshToken the refresh token
 */
public record Consented(PrincipalKey owner, String account, Secret refreshToken) {

    /**
     * Stores the token in place of whatever is stored for this person.
     *
     * @param store where to
     * @throws io.mailboxconnector.api.MailboxException when it cannot be stored, classified
     */
    public void storeIn(RefreshTokenStore store) {
        try (RefreshTokenStore.Slot slot = store.open(owner)) {
            slot.replace(refreshToken);
        }
    }
}
