package io.mailboxconnector.auth.entra;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.MsalException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries MSAL4J's one request and remembers what came of it: the answer itself, or the failure of the network, tells more than
 * the library's exceptions, which lose bare error answers and may quote a body.
 *
 * <p>Belongs to one request and its thread.
 */
final class MsalExchange implements IHttpClient {

    private static final Duration LIMIT = TokenHttp.CONNECT_LIMIT.plus(TokenHttp.ANSWER_LIMIT);

    private final TokenHttp http;
    private final TokenHttp.Route route;
    private final TokenFaults faults;
    private final Instant asked;
    private @Nullable OAuthAnswer answer;
    private @Nullable Exception failure;
    private @Nullable String complaint;

    MsalExchange(TokenHttp http, TokenHttp.Route route, TokenFaults faults, Clock clock) {
        this.http = http;
        this.route = route;
        this.faults = faults;
        this.asked = clock.instant();
    }

    /** What the library is asked to do with this exchange. */
    @FunctionalInterface
    interface Acquisition {
        Future<IAuthenticationResult> with(IHttpClient exchange) throws Exception;
    }

    /** Lets the library ask, and judges by what came over the wire. */
    Grant run(Acquisition acquisition) throws TokenRequestFailed {
        ask(acquisition);
        if (failure instanceof InterruptedException interruption) {
            throw faults.interrupted(interruption);
        }
        if (failure instanceof MailboxException classified) {
            throw TokenRequestFailed.transientFailure(classified, Duration.ZERO);
        }
        if (failure != null) {
            throw faults.network(failure);
        }
        if (answer == null) {
            throw faults.unusableSettings(complaint);
        }
        Optional<Grant> grant = answer.grant(asked, Mechanism.BEARER);
        OAuthAnswer received = answer;
        return grant.orElseThrow(() -> faults.answered(received));
    }

    private void ask(Acquisition acquisition) throws TokenRequestFailed {
        try {
            acquisition.with(this).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.interrupted(e);
        } catch (ExecutionException e) {
            complaint = String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            throw faults.network(e);
        } catch (MsalException | IllegalArgumentException | NullPointerException e) {
            complaint = e.getMessage();
        } catch (Exception e) {
            complaint = e.toString();
        }
    }

    @Override
    public IHttpResponse send(com.microsoft.aad.msal4j.HttpRequest request) throws Exception {
        try {
            OAuthAnswer received = http.send(route, toRequest(request));
            answer = received;
            if (received.grant(asked, Mechanism.BEARER).isEmpty()) {
                // MSAL4J logs what it does not understand, in full; here only the status is worth it.
                throw new IOException("HTTP status " + received.statusCode() + " without a usable token");
            }
            return new Response(received);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
            throw e;
        } catch (Exception e) {
            failure = answer == null ? e : null;
            throw e;
        }
    }

    private static HttpRequest toRequest(com.microsoft.aad.msal4j.HttpRequest request) throws Exception {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.url().toURI()).timeout(TokenHttp.ANSWER_LIMIT);
        if (request.headers() != null) {
            request.headers().forEach(builder::header);
        }
        if (request.httpMethod() == HttpMethod.POST) {
            builder.POST(HttpRequest.BodyPublishers.ofString(request.body()));
        }
        return builder.build();
    }

    /** The answer as MSAL4J reads it; no record, since its text would tell the token. */
    private static final class Response implements IHttpResponse {

        private final OAuthAnswer answer;

        Response(OAuthAnswer answer) {
            this.answer = answer;
        }

        @Override
        public int statusCode() {
            return answer.statusCode();
        }

        @Override
        public Map<String, List<String>> headers() {
            return answer.headers();
        }

        @Override
        public String body() {
            return answer.body();
        }
    }
}
