package io.mailboxconnector.auth.consent;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.fault.NetworkFaults;
import java.io.IOException;
import java.net.URI;

/**
 * Carries the requests of consents, as those of tokens are carried.
 *
 * <p>Safe for use by any number of threads. Does not close what it uses.
 *
 * @param http carries them
 * @param route how to get there
 */
public record ConsentHttp(TokenHttp http, TokenHttp.Route route) {

    /** Sends a request. Network and TLS failures are classified. */
    OAuthAnswer send(HTTPRequest request) {
        try {
            return http.send(route, TokenHttp.toRequest(request));
        } catch (IOException e) {
            URI place = request.getURI();
            throw NetworkFaults.classify(place.getHost() + ":" + place.getPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsentMessages.MESSAGES.interrupted(e);
        }
    }
}
