package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.oauth.ClientProof;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.TokenStore;
import io.mailboxconnector.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Consents for accounts, for whatever user interface: asked for as the account's own tokens are, kept where the account looks for
 * its refresh token.
 *
 * <p>Safe for use by any number of threads. Creating one does no I/O; {@link #close()} ends its threads.
 */
public final class Consents implements AutoCloseable {

    private final Clock clock;
    private final TokenHttp http;
    private final Function<TokenStore, RefreshTokenStore> stores;

    /**
     * Creates it.
     *
     * @param clock decides when a consent is over
     * @param wire gives TLS
     * @param stores where refresh tokens are kept, by what accounts say
     */
    public Consents(Clock clock, Wire wire, Function<TokenStore, RefreshTokenStore> stores) {
        this.clock = clock;
        this.http = new TokenHttp(wire);
        this.stores = stores;
    }

    /**
     * Consent in a browser.
     *
     * @param account the account
     * @param redirectUri where the browser comes back to, exactly as it is registered
     * @return the flow
     * @throws io.mailboxconnector.api.ConfigurationInvalid when the account needs no consent, or nobody can be asked for it
     */
    public ConsentFlow inBrowser(AccountSettings account, URI redirectUri) {
        return new ConsentFlow(ConsentClient.of(person(account), redirectUri), http(account), clock);
    }

    /**
     * Consent by a code that is typed in elsewhere.
     *
     * @param account the account
     * @return the flow
     * @throws io.mailboxconnector.api.ConfigurationInvalid when the account needs no consent, or nobody can be asked for it
     */
    public DeviceFlow onDevice(AccountSettings account) {
        // Nobody is sent back: the address only stands for "none".
        URI nowhere = URI.create("urn:ietf:wg:oauth:2.0:oob");
        return new DeviceFlow(ConsentClient.of(person(account), nowhere), http(account), clock, Pause.real());
    }

    /**
     * Keeps a consent for an account in place of whatever was kept for this person.
     *
     * @param account the account
     * @param consented the consent
     * @throws io.mailboxconnector.api.MailboxException when it cannot be stored, classified
     */
    public void keep(AccountSettings account, Consented consented) {
        consented.storeIn(stores.apply(person(account).store()));
    }

    @Override
    public void close() {
        http.close();
    }

    private ConsentHttp http(AccountSettings account) {
        TokenHttp.Route route =
                new TokenHttp.Route(account.trust(), account.login().proxy(), Optional.empty());
        return new ConsentHttp(http, ClientProof.of(person(account).client()).on(route));
    }

    private static Authentication.RefreshToken person(AccountSettings account) {
        if (account.authentication() instanceof Authentication.RefreshToken person) {
            return person;
        }
        throw MESSAGES.noConsentNeeded(account.mailbox());
    }
}
