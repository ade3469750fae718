package io.mailboxconnector.auth.http;

import static io.mailboxconnector.auth.http.AnswerMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.settings.Secret;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies token requests that gave no token, by what the server answered: the library underneath loses bare error
 * answers, and its exceptions may quote a body, so they are never passed on.
 *
 * <p>Immutable. The secrets of the request are blotted out of whatever a server echoes.
 */
public final class TokenFaults {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int HTTPS_PORT = 443;
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);
    private static final String MASK = "********";

    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");
    private static final Set<String> WRONG_REQUEST =
            Set.of("invalid_request", "invalid_scope", "invalid_resource", "invalid_target", "unsupported_grant_type");

    private final URI server;
    private final String client;
    private final List<Secret> secrets;
    private final Clock clock;

    /**
     * The classification of one request.
     *
     * @param server the authorization server as it is configured
     * @param client who asks, for messages
     * @param secrets what the request held that must not be quoted
     * @param clock for the times that servers give as dates
     */
    public TokenFaults(URI server, String client, List<Secret> secrets, Clock clock) {
        this.server = server;
        this.client = client;
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * The request did not reach the server, or its answer did not arrive.
     *
     * @param failure what the network said
     * @return the classified failure
     */
    public TokenRequestFailed network(Throwable failure) {
        if (failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException)) {
            return TokenRequestFailed.transientFailure(
                    MESSAGES.noAnswerInTime(failure, server, TokenHttp.ANSWER_LIMIT), Duration.ZERO);
        }
        return TokenRequestFailed.transientFailure(NetworkFaults.classify(endpoint(), failure), Duration.ZERO);
    }

    /**
     * The caller was interrupted.
     *
     * @param cause the interruption
     * @return the classified failure
     */
    public TokenRequestFailed interrupted(InterruptedException cause) {
        return TokenRequestFailed.abandoned(MESSAGES.requestInterrupted(cause, client));
    }

    /**
     * No request could be made of the settings.
     *
     * @param detail what is wrong, perhaps in the words of a library
     * @return the classified failure
     */
    public TokenRequestFailed unusableSettings(@Nullable String detail) {
        return TokenRequestFailed.refused(MESSAGES.settingsUnusable(null, safe(detail), server));
    }

    /**
     * The server answered, but there is no usable token in it.
     *
     * @param answer the answer
     * @return the classified failure
     */
    public TokenRequestFailed answered(OAuthAnswer answer) {
        int status = answer.statusCode();
        if (status == TOO_MANY_REQUESTS) {
            return throttled(answer);
        }
        String error = answer.error().orElse("");
        if (status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT || PASSING.contains(error)) {
            String said = error.isEmpty() ? "" : ", " + words(answer);
            return TokenRequestFailed.transientFailure(
                    MESSAGES.serverFailed(null, server, status, said, ids(answer)), answer.retryAfter(clock));
        }
        return error.isEmpty() ? withoutError(answer) : refused(error, answer);
    }

    private TokenRequestFailed throttled(OAuthAnswer answer) {
        Duration asked = answer.retryAfter(clock);
        Duration pause = asked.isZero() ? LEAST_PAUSE : asked;
        return TokenRequestFailed.transientFailure(
                MESSAGES.tooManyRequests(pause, null, server, client, words(answer), pause, ids(answer)), asked);
    }

    private TokenRequestFailed refused(String error, OAuthAnswer answer) {
        String remedy = explanation(error, answer);
        if (WRONG_REQUEST.contains(error)) {
            return TokenRequestFailed.refused(
                    MESSAGES.requestRefused(null, server, client, words(answer), remedy, ids(answer)));
        }
        MailboxException failure = MESSAGES.clientRefused(null, server, client, words(answer), remedy, ids(answer));
        // Keycloak says unauthorized_client to a wrong secret, with the status that RFC 6749 has for invalid_client.
        boolean proofRefused = error.equals("invalid_client") || answer.statusCode() == UNAUTHORIZED;
        return proofRefused ? TokenRequestFailed.clientRefused(failure) : TokenRequestFailed.refused(failure);
    }

    private TokenRequestFailed withoutError(OAuthAnswer answer) {
        int status = answer.statusCode();
        if (!answer.isJson() || status != OK) {
            // A proxy or a login page may go away by itself: worth asking again before long.
            String said = answer.body().isBlank() ? "nothing said" : "\"" + safe(excerpt(answer)) + "\"";
            return TokenRequestFailed.transientFailure(
                    MESSAGES.notAnAuthorizationServer(null, server, status, said), Duration.ZERO);
        }
        MailboxException failure = answer.hasToken()
                ? MESSAGES.tokenWithoutLife(null, server, client, ids(answer))
                : MESSAGES.noToken(null, server, client, status, ids(answer));
        return TokenRequestFailed.transientFailure(failure, Duration.ZERO);
    }

    private static String excerpt(OAuthAnswer answer) {
        // A body with a token in it that is not proper JSON must not be quoted.
        return answer.body().contains("access_token") ? "(a damaged token answer)" : answer.body();
    }

    private String explanation(String error, OAuthAnswer answer) {
        Evidence evidence = Evidence.ofToken(answer.statusCode(), error, answer.aadstsNumbers(), answer.description());
        KnownValues values =
                KnownValues.NONE.with(Placeholder.CLIENT_ID, client).with(Placeholder.TENANT_ID, tenant());
        return SignalCatalogue.find(evidence)
                .map(signal -> signal.explanation(values))
                .orElseGet(() -> SignalCatalogue.explain("MBX11001", evidence, values));
    }

    /** The last folder of Entra's authority is the tenant. */
    private String tenant() {
        String path = String.valueOf(server.getPath()).replaceFirst("/$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String words(OAuthAnswer answer) {
        String description = answer.description();
        return safe(Stream.of(answer.error().orElse("HTTP status " + answer.statusCode()), description)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ")));
    }

    private String ids(OAuthAnswer answer) {
        String ids = Stream.concat(
                        answer.correlationId().map(id -> "correlation id " + id).stream(),
                        answer.traceId().map(id -> "trace id " + id).stream())
                .collect(Collectors.joining(", "));
        return ids.isEmpty() ? "" : " (" + safe(ids) + ")";
    }

    private String safe(@Nullable String text) {
        String known = text == null ? "" : text;
        for (Secret secret : secrets) {
            known = known.replace(secret.reveal(), MASK);
        }
        return ServerText.clean(known);
    }

    private String endpoint() {
        return server.getHost() + ":" + (server.getPort() < 0 ? HTTPS_PORT : server.getPort());
    }
}
