package io.mailboxconnector.auth.consent;

import static io.mailboxconnector.auth.consent.ConsentMessages.MESSAGES;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.http.OAuthAnswer;
import io.mailboxconnector.auth.oauth.ClientProof;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.Secret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What both ways to consent share: the server's description of itself, the exchange for tokens, the check of the account.
 *
 * <p>Safe for use by any number of threads.
 */
final class ConsentTokens {

    private static final int OK = 200;

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
        OAuthAnswer answer = ask(grant);
        if (isGranted(answer)) {
            return consented(answer, nonce);
        }
        throw refused(answer);
    }

    /** Asks for tokens, once; the answer has tokens or an error. */
    OAuthAnswer ask(AuthorizationGrant grant) {
        Optional<Secret> secret = client.client().proof() instanceof OAuthClient.SharedSecret shared
                ? Optional.of(shared.secret().read())
                : Optional.empty();
        HTTPRequest request = ClientProof.of(client.client())
                .around(grant, metadata().token(), secret, !metadata().wantsSecretInHeader())
                .build()
                .toHTTPRequest();
        OAuthAnswer answer = http.send(request);
        if (!isGranted(answer) && answer.error().isEmpty()) {
            throw MESSAGES.serverFailed(client.server(), answer.statusCode());
        }
        return answer;
    }

    static boolean isGranted(OAuthAnswer answer) {
        return answer.statusCode() == OK && answer.hasToken();
    }

    /** What was given, if it is complete and from the right account. */
    Consented consented(OAuthAnswer answer, Optional<String> nonce) {
        String account = new IdentityCheck(client, metadata(), clock).account(answer.text("id_token"), nonce);
        Secret refreshToken = answer.text("refresh_token")
                .map(Secret::of)
                .orElseThrow(() -> MESSAGES.noRefreshToken(client.server(), client.clientId()));
        return new Consented(
                new PrincipalKey(client.server(), client.clientId(), client.account()), account, refreshToken);
    }

    MailboxException refused(OAuthAnswer answer) {
        return MESSAGES.refused(client.server(), client.clientId(), words(answer), explanation("MBX11001", answer));
    }

    MailboxException declined(OAuthAnswer answer) {
        return MESSAGES.declined(client.server(), client.clientId(), words(answer), explanation("MBX11221", answer));
    }

    String explanation(String code, OAuthAnswer answer) {
        Evidence evidence =
                Evidence.ofToken(answer.statusCode(), answer.error().orElse(""), answer.aadstsNumbers(), words(answer));
        KnownValues values = KnownValues.NONE
                .with(Placeholder.CLIENT_ID, client.clientId())
                .with(Placeholder.MAILBOX, client.account())
                .with(Placeholder.REDIRECT_URI, client.redirectUri().toString());
        return SignalCatalogue.find(evidence)
                .map(signal -> signal.explanation(values))
                .orElseGet(() -> SignalCatalogue.explain(code, evidence, values));
    }

    String words(OAuthAnswer answer) {
        return Stream.of(answer.error().orElse(""), answer.description())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
