package io.mailboxconnector.auth.oauth;

import static io.mailboxconnector.auth.oauth.OAuthMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.Authentication.TokenServer;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.SecretReference;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens from a service of the administrator that hands them out on a GET, in the JSON of RFC 6749 §5.1: for set-ups that
 * no standard grant covers.
 *
 * <p>Safe for use by any number of threads.
 */
public final class TokenService implements TokenSource {

    private final TokenServer settings;
    private final String mailbox;
    private final TokenHttp.Route route;
    private final Clock clock;
    private final TokenEndpoint endpoint;

    /**
     * Creates it; does no I/O.
     *
     * @param settings where to ask
     * @param mailbox the mailbox, put into the address where that has a place for it
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens
     */
    public TokenService(TokenServer settings, String mailbox, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.settings = settings;
        this.mailbox = mailbox;
        this.route = route;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(http, clock);
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        try {
            Optional<Secret> secret = settings.secret().map(SecretReference::read);
            URI place = address();
            HttpRequest.Builder request = HttpRequest.newBuilder(place)
                    .timeout(TokenHttp.ANSWER_LIMIT)
                    .header("Accept", "application/json");
            secret.ifPresent(text -> request.header("Authorization", "Bearer " + text.reveal()));
            TokenFaults faults = new TokenFaults(
                    place,
                    mailbox.isEmpty() ? "connector" : mailbox,
                    secret.map(List::of).orElseGet(List::of),
                    clock);
            return endpoint.ask(route, request.build(), faults).token();
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
    }

    @Override
    public Object credentials() {
        try {
            return settings.secret().map(SecretReference::read);
        } catch (MailboxException e) {
            // Told by the next request.
            return Optional.empty();
        }
    }

    private URI address() {
        try {
            return URI.create(settings.url().replace("{mailbox}", URLEncoder.encode(mailbox, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw MESSAGES.noTokenServer(e, mailbox);
        }
    }
}
