package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What both ways to consent share: the server's description of itself, the exchange for tokens, the check of the account.
 *
 * <p>Safe for use by any number of threads.
 */
final class ConsentTokens {

    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,9})");
    private static final Pattern ID_TAIL = Pattern.compile("\\s*Trace ID:.*", Pattern.DOTALL);

    private final ConsentClient client;
    private final ConsentHttp http;
    private final Clock clock;
    private volatile Optional<ServerMetadata> known = Optional.empty();

    ConsentTokens(ConsentClient client, ConsentHttp http, Clock clock) {
        this.client = client;
        this.http = http;
        this.clock = clock;
    }

    /** The server's description, asked for once. */
    ServerMetadata metadata() {
        if (known.isEmpty()) {
            known = Optional.of(ServerMetadata.read(client, http));
        }
        return known.get();
    }

    ConsentHttp http() {
        return http;
    }

    /** What is asked for, with what tells who consented. */
    Scope scope() {
        List<String> all = new ArrayList<>(List.of("openid", "email", "profile"));
        all.addAll(client.scope());
        return Scope.parse(all);
    }

    /** Exchanges a grant for tokens. */
    Consented redeem(AuthorizationGrant grant, Optional<String> nonce) {
        TokenResponse response = ask(grant);
        if (response instanceof OIDCTokenResponse success) {
            return consented(success.getOIDCTokens(), nonce);
        }
        throw refused(response.toErrorResponse().getErrorObject());
    }

    /** Asks for tokens, once. */
    TokenResponse ask(AuthorizationGrant grant) {
        HTTPResponse answer = http.send(request(grant).toHTTPRequest());
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(answer);
            if (!response.indicatesSuccess()
                    && response.toErrorResponse().getErrorObject().getCode() == null) {
                throw MESSAGES.serverFailed(client.server(), answer.getStatusCode());
            }
            return response;
        } catch (ParseException e) {
            // Its message may quote the answer, which may hold a token.
            throw MESSAGES.serverFailed(client.server(), answer.getStatusCode());
        }
    }

    /** What was given, if it is complete and from the right account. */
    Consented consented(OIDCTokens tokens, Optional<String> nonce) {
        String account = new IdentityCheck(client, metadata(), clock).account(tokens.getIDToken(), nonce);
        if (tokens.getRefreshToken() == null) {
            throw MESSAGES.noRefreshToken(client.server(), client.clientId());
        }
        return new Consented(
                new PrincipalKey(client.server(), client.clientId(), client.account()),
                account,
                io.mailboxconnector.settings.Secret.of(tokens.getRefreshToken().getValue()));
    }

    MailboxException refused(ErrorObject error) {
        return MESSAGES.refused(client.server(), client.clientId(), words(error), explanation("MBX11001", error));
    }

    MailboxException declined(ErrorObject error) {
        return MESSAGES.declined(client.server(), client.clientId(), words(error), explanation("MBX11221", error));
    }

    String explanation(String code, ErrorObject error) {
        Evidence evidence = Evidence.ofToken(
                error.getHTTPStatusCode(), String.valueOf(error.getCode()), numbers(error), words(error));
        KnownValues values = KnownValues.NONE
                .with(Placeholder.CLIENT_ID, client.clientId())
                .with(Placeholder.MAILBOX, client.account())
                .with(Placeholder.REDIRECT_URI, client.redirectUri().toString());
        return SignalCatalogue.find(evidence)
                .map(signal -> signal.explanation(values))
                .orElseGet(() -> SignalCatalogue.explain(code, evidence, values));
    }

    String words(ErrorObject error) {
        String description = error.getDescription() == null ? "" : error.getDescription();
        return ServerText.clean(Stream.of(
                        String.valueOf(error.getCode()),
                        ID_TAIL.matcher(description).replaceFirst(""))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", ")));
    }

    private static Set<Integer> numbers(ErrorObject error) {
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher matcher = AADSTS.matcher(String.valueOf(error.getDescription()));
        while (matcher.find()) {
            numbers.add(Integer.parseInt(matcher.group(1)));
        }
        return numbers;
    }

    private TokenRequest request(AuthorizationGrant grant) {
        ClientID id = new ClientID(client.clientId());
        Optional<ClientAuthentication> proof = client.clientSecret().map(secret -> {
            Secret text = new Secret(secret.reveal());
            return metadata().wantsSecretInHeader() ? new ClientSecretBasic(id, text) : new ClientSecretPost(id, text);
        });
        TokenRequest.Builder builder = proof.isPresent()
                ? new TokenRequest.Builder(metadata().token(), proof.get(), grant)
                : new TokenRequest.Builder(metadata().token(), id, grant);
        return builder.build();
    }
}
