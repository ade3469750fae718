package io.mailboxconnector.auth;

import static io.mailboxconnector.auth.AuthMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.settings.Authentication.ClientSecret;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies token requests that gave no token, by what the server answered: the library underneath loses bare error
 * answers, and its exceptions may quote a body, so they are never passed on.
 *
 * <p>Immutable. The client secret is blotted out of whatever a server echoes.
 */
final class TokenFaults {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int OK = 200;
    private static final int HTTPS_PORT = 443;
    private static final String MASK = "********";

    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");
    private static final Set<String> WRONG_REQUEST =
            Set.of("invalid_request", "invalid_scope", "invalid_resource", "invalid_target", "unsupported_grant_type");

    private final ClientSecret client;
    private final Clock clock;

    TokenFaults(ClientSecret client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The request did not reach the server, or its answer did not arrive. */
    TokenRequestFailed network(Throwable failure) {
        if (failure instanceof HttpTimeoutException && !(failure instanceof HttpConnectTimeoutException)) {
            return TokenRequestFailed.transientFailure(
                    MESSAGES.noAnswerInTime(failure, client.authority(), TokenHttp.ANSWER_LIMIT), Duration.ZERO);
        }
        return TokenRequestFailed.transientFailure(NetworkFaults.classify(server(), failure), Duration.ZERO);
    }

    /** The caller was interrupted. */
    TokenRequestFailed interrupted(InterruptedException cause) {
        return TokenRequestFailed.abandoned(MESSAGES.interrupted(cause, client.clientId()));
    }

    /** No request could be made of the settings. */
    TokenRequestFailed unusableSettings(@Nullable String detail) {
        return TokenRequestFailed.refused(MESSAGES.settingsUnusable(null, safe(detail), client.authority()));
    }

    /** The server answered, but there is no usable token in it. */
    TokenRequestFailed answered(OAuthAnswer answer) {
        int status = answer.statusCode();
        if (status == TOO_MANY_REQUESTS) {
            return throttled(answer);
        }
        String error = answer.error().orElse("");
        if (status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT || PASSING.contains(error)) {
            String said = error.isEmpty() ? "" : ", " + words(answer);
            return TokenRequestFailed.transientFailure(
                    MESSAGES.serverFailed(null, client.authority(), status, said, ids(answer)),
                    answer.retryAfter(clock));
        }
        return error.isEmpty() ? withoutError(answer) : refused(error, answer);
    }

    private TokenRequestFailed throttled(OAuthAnswer answer) {
        Duration asked = answer.retryAfter(clock);
        Duration pause = asked.isZero() ? TokenState.Remembered.FIRST_DELAY : asked;
        return TokenRequestFailed.transientFailure(
                MESSAGES.tooManyRequests(
                        pause, null, client.authority(), client.clientId(), words(answer), pause, ids(answer)),
                asked);
    }

    private TokenRequestFailed refused(String error, OAuthAnswer answer) {
        String remedy = explanation(error, answer);
        MailboxException failure = WRONG_REQUEST.contains(error)
                ? MESSAGES.requestRefused(
                        null, client.authority(), client.clientId(), words(answer), remedy, ids(answer))
                : MESSAGES.clientRefused(
                        null, client.authority(), client.clientId(), words(answer), remedy, ids(answer));
        return TokenRequestFailed.refused(failure);
    }

    private TokenRequestFailed withoutError(OAuthAnswer answer) {
        URI authority = client.authority();
        int status = answer.statusCode();
        if (!answer.isJson() || status != OK) {
            // A proxy or a login page may go away by itself: worth asking again before long.
            String said = answer.body().isBlank() ? "nothing said" : "\"" + safe(excerpt(answer)) + "\"";
            return TokenRequestFailed.transientFailure(
                    MESSAGES.notAnAuthorizationServer(null, authority, status, said), Duration.ZERO);
        }
        MailboxException failure = answer.hasToken()
                ? MESSAGES.tokenWithoutLife(null, authority, client.clientId(), ids(answer))
                : MESSAGES.noToken(null, authority, client.clientId(), status, ids(answer));
        return TokenRequestFailed.transientFailure(failure, Duration.ZERO);
    }

    private static String excerpt(OAuthAnswer answer) {
        // A body with a token in it that is not proper JSON must not be quoted.
        return answer.body().contains("access_token") ? "(a damaged token answer)" : answer.body();
    }

    private String explanation(String error, OAuthAnswer answer) {
        Evidence evidence = Evidence.ofToken(answer.statusCode(), error, answer.aadstsNumbers(), answer.description());
        KnownValues values =
                KnownValues.NONE.with(Placeholder.CLIENT_ID, client.clientId()).with(Placeholder.TENANT_ID, tenant());
        return SignalCatalogue.find(evidence)
                .map(signal -> signal.explanation(values))
                .orElseGet(() -> SignalCatalogue.explain("MBX11001", evidence, values));
    }

    /** The last folder of Entra's authority is the tenant. */
    private String tenant() {
        String path = String.valueOf(client.authority().getPath()).replaceFirst("/$", "");
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
        String secret = client.clientSecret().reveal();
        String known = text == null ? "" : text;
        return ServerText.clean(secret.isEmpty() ? known : known.replace(secret, MASK));
    }

    private String server() {
        URI authority = client.authority();
        return authority.getHost() + ":" + (authority.getPort() < 0 ? HTTPS_PORT : authority.getPort());
    }
}
