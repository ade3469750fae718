package io.mailboxconnector.auth;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.MsalException;
import io.mailboxconnector.settings.Authentication.ClientSecret;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.Trust;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens from Microsoft Entra by the client credentials grant with a client secret (RFC 6749 §4.4), through MSAL4J.
 *
 * <p>Safe for use by any number of threads. MSAL4J keeps no token, repeats nothing, asks nobody else about the authority and
 * runs in the calling thread: every request has an application object of its own.
 */
final class EntraClientSecretSource implements TokenSource {

    private static final Duration LIMIT = TokenHttp.CONNECT_LIMIT.plus(TokenHttp.ANSWER_LIMIT);

    /** MSAL4J computes the end of a token by this clock, so its life is computed back by it. */
    private static final Clock CLOCK_OF_MSAL = Clock.systemUTC();

    private final ClientSecret client;
    private final Trust trust;
    private final TokenHttp http;
    private final Clock clock;
    private final TokenFaults faults;

    EntraClientSecretSource(ClientSecret client, Trust trust, TokenHttp http, Clock clock) {
        this.client = client;
        this.trust = trust;
        this.http = http;
        this.clock = clock;
        this.faults = new TokenFaults(client, clock);
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        Instant asked = clock.instant();
        Exchange exchange = new Exchange();
        @Nullable IAuthenticationResult result = ask(exchange);
        if (exchange.failure instanceof InterruptedException interruption) {
            throw faults.interrupted(interruption);
        }
        if (exchange.failure != null) {
            throw faults.network(exchange.failure);
        }
        if (exchange.answer == null) {
            throw faults.unusableSettings(exchange.complaint);
        }
        Duration life = result == null ? Duration.ZERO : life(result);
        if (result == null || result.accessToken() == null || life.isZero() || life.isNegative()) {
            throw faults.answered(exchange.answer);
        }
        return new Token(Secret.of(result.accessToken()), asked.plus(life), Mechanism.XOAUTH2);
    }

    private @Nullable IAuthenticationResult ask(Exchange exchange) throws TokenRequestFailed {
        try {
            return application(exchange)
                    .acquireToken(ClientCredentialParameters.builder(Set.of(client.scope()))
                            .skipCache(true)
                            .build())
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.interrupted(e);
        } catch (ExecutionException e) {
            exchange.complaint = String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            throw faults.network(e);
        } catch (MsalException | IllegalArgumentException | NullPointerException | MalformedURLException e) {
            exchange.complaint = e.getMessage();
        }
        // The answer itself, or the failure of the network, tells more than the library's exception.
        return null;
    }

    private ConfidentialClientApplication application(IHttpClient exchange) throws MalformedURLException {
        return ConfidentialClientApplication.builder(
                        client.clientId(),
                        ClientCredentialFactory.createFromSecret(
                                client.clientSecret().reveal()))
                .authority(client.authority().toString())
                .instanceDiscovery(false)
                .httpClient(exchange)
                .executorService(new CallerRuns())
                .disableInternalRetries()
                .build();
    }

    private static Duration life(IAuthenticationResult result) {
        return result.expiresOnDate() == null
                ? Duration.ZERO
                : Duration.between(
                        CLOCK_OF_MSAL.instant(), result.expiresOnDate().toInstant());
    }

    /** Carries MSAL4J's one request and remembers what came of it. Belongs to one request. */
    private final class Exchange implements IHttpClient {

        private @Nullable OAuthAnswer answer;
        private @Nullable Exception failure;
        private @Nullable String complaint;

        @Override
        public IHttpResponse send(com.microsoft.aad.msal4j.HttpRequest request) throws Exception {
            try {
                OAuthAnswer received = OAuthAnswer.of(http.send(trust, toRequest(request)));
                answer = received;
                if (!received.isGrant()) {
                    // MSAL4J logs what it does not understand, in full; here only the status is worth it.
                    throw new IOException("HTTP status " + received.statusCode() + " without a usable token");
                }
                return received;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = e;
                throw e;
            } catch (Exception e) {
                failure = answer == null ? e : null;
                throw e;
            }
        }

        private HttpRequest toRequest(com.microsoft.aad.msal4j.HttpRequest request) throws Exception {
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
    }

    /** Runs every task at once in the calling thread, so that no common pool is touched. */
    private static final class CallerRuns extends AbstractExecutorService {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            // There is no thread to end.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
