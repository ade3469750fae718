package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.fault.ServerText;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Consent in a browser: the authorization code with PKCE. {@link #begin} gives an address, the browser comes back to the
 * redirect URI, and {@link #redeem} takes the address that it came back with.
 *
 * <p>Safe for use by any number of threads. Failures are those of the API, classified.
 */
public final class ConsentFlow {

    /** How long somebody may take to consent. */
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int STATE_BYTES = 32;

    private final ConsentClient client;
    private final ConsentTokens tokens;
    private final Clock clock;

    /**
     * Prepares consents; asks nobody.
     *
     * @param client who asks whom
     * @param http carries the requests
     * @param clock decides when a consent is over
     */
    public ConsentFlow(ConsentClient client, ConsentHttp http, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.tokens = new ConsentTokens(client, http, clock);
    }

    /**
     * Starts a consent.
     *
     * @return the consent, with the address to open
     */
    public Consent begin() {
        State state = new State(STATE_BYTES);
        Nonce nonce = new Nonce(STATE_BYTES);
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, tokens.scope(), new ClientID(client.clientId()), client.redirectUri())
                .endpointURI(tokens.metadata().authorization())
                // Not form_post, Microsoft's other offer: a browser brings no SameSite cookie along with it.
                .responseMode(ResponseMode.QUERY)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .loginHint(client.account());
        client.extras().forEach(request::customParameter);
        return new Consent(request.build().toURI(), state, nonce, verifier, clock.instant());
    }

    /**
     * Ends a consent. It may be tried once.
     *
     * @param consent the consent that was started
     * @param cameBack the redirect URI with what the authorization server has added to it
     * @return the consent that was given, by the right account
     */
    public Consented redeem(Consent consent, URI cameBack) {
        AuthorizationResponse response = response(cameBack);
        if (!consent.state().equals(response.getState())) {
            // Not used up by it: else anybody could end a consent that is under way.
            throw MESSAGES.foreign("its state is another one");
        }
        if (!consent.use() || clock.instant().isAfter(consent.startedAt().plus(LIMIT))) {
            throw MESSAGES.over(LIMIT);
        }
        checkIssuer(response);
        if (response instanceof AuthorizationErrorResponse error) {
            throw tokens.declined(OAuthAnswer.of(error.getErrorObject()));
        }
        AuthorizationCode code = ((AuthorizationSuccessResponse) response).getAuthorizationCode();
        if (code == null) {
            throw MESSAGES.noCode(withoutQuery(cameBack));
        }
        return tokens.redeem(
                new AuthorizationCodeGrant(code, client.redirectUri(), consent.verifier()),
                Optional.of(consent.nonce().getValue()));
    }

    private AuthorizationResponse response(URI cameBack) {
        try {
            return AuthorizationResponse.parse(cameBack);
        } catch (ParseException e) {
            throw MESSAGES.noCode(withoutQuery(cameBack));
        }
    }

    /** RFC 9207 §2.4: the answer of another server must not be redeemed at this one. */
    private void checkIssuer(AuthorizationResponse response) {
        boolean named = response.getIssuer() != null;
        boolean same =
                named && tokens.metadata().issuer().equals(response.getIssuer().getValue());
        if (named ? !same : tokens.metadata().namesItself()) {
            throw MESSAGES.foreign("it names another authorization server");
        }
    }

    /** A code is a secret. */
    private static String withoutQuery(URI address) {
        return ServerText.oneLine(address.toString().replaceFirst("[?#].*", ""));
    }
}
