package io.mailboxconnector.auth.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.KeyFiles;
import io.mailboxconnector.auth.secret.SecretSlots;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.OAuthClient.AssertionFile;
import io.mailboxconnector.settings.OAuthClient.Certificate;
import io.mailboxconnector.settings.OAuthClient.SharedSecret;
import io.mailboxconnector.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token requests of a client: the proof of the client in whatever form, around a grant.
 *
 * <p>Safe for use by any number of threads. Files are read anew for each request.
 */
final class OAuthRequests {

    private final OAuthClient client;
    private final TokenHttp.Route route;
    private final Clock clock;
    private final TokenEndpoint endpoint;
    private final ServerAddress address;
    private final @Nullable SecretSlots slots;

    OAuthRequests(OAuthClient client, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.client = client;
        this.route = route;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(http, clock);
        this.address = new ServerAddress(client.server(), endpoint, clock);
        this.slots = client.proof() instanceof SharedSecret secret
                ? new SecretSlots(secret, "client " + client.clientId(), clock)
                : null;
    }

    /** Asks with a grant; {@code secrets} is what the grant holds that must not be quoted. */
    Grant ask(AuthorizationGrant grant, List<Secret> secrets) throws TokenRequestFailed {
        return slots == null
                ? ask(grant, secrets, Optional.empty())
                : slots.ask(secret -> ask(grant, secrets, Optional.of(secret)));
    }

    Object credentials() {
        if (slots != null) {
            return slots.present();
        }
        if (client.proof() instanceof Certificate certificate) {
            return KeyFiles.stamp(certificate);
        }
        return client.proof() instanceof AssertionFile assertion ? KeyFiles.stamp(assertion.file()) : "";
    }

    Optional<CredentialExpiry> credentialExpiry() {
        if (slots != null) {
            return slots.expiry();
        }
        return client.proof() instanceof Certificate certificate
                ? Optional.of(KeyFiles.read(certificate).expiry())
                : Optional.empty();
    }

    private Grant ask(AuthorizationGrant grant, List<Secret> secrets, Optional<Secret> secret)
            throws TokenRequestFailed {
        List<Secret> unspeakable = new ArrayList<>(secrets);
        secret.ifPresent(unspeakable::add);
        TokenFaults faults = new TokenFaults(client.server().address(), client.clientId(), unspeakable, clock);
        try {
            ClientProof proof = ClientProof.of(client);
            TokenHttp.Route way = proof.on(route);
            URI place = address.tokenEndpoint(way, proof.isMutualTls(), faults);
            HTTPRequest request = proof.around(grant, place, secret, false)
                    .scope(Scope.parse(client.scope()))
                    .build()
                    .toHTTPRequest();
            return endpoint.ask(way, TokenHttp.toRequest(request), faults);
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
    }
}
