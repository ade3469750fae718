package io.mailboxconnector.auth.oauth;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends the requests that Nimbus has put together, through our own HTTP, and judges by what came over the wire.
 *
 * <p>Safe for use by any number of threads.
 */
final class TokenEndpoint {

    private final TokenHttp http;
    private final Clock clock;

    TokenEndpoint(TokenHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Asks for a token. */
    Grant ask(TokenHttp.Route route, HttpRequest request, TokenFaults faults) throws TokenRequestFailed {
        Instant asked = clock.instant();
        OAuthAnswer answer = send(route, request, faults);
        return answer.grant(asked, Mechanism.BEARER).orElseThrow(() -> faults.answered(answer));
    }

    /** Sends whatever request. */
    OAuthAnswer send(TokenHttp.Route route, HttpRequest request, TokenFaults faults) throws TokenRequestFailed {
        try {
            return http.send(route, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.interrupted(e);
        } catch (IOException e) {
            throw faults.network(e);
        } catch (MailboxException e) {
            throw TokenRequestFailed.transientFailure(e, Duration.ZERO);
        }
    }
}
