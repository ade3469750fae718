package io.mailboxconnector.auth.oauth;

import static io.mailboxconnector.auth.oauth.OAuthMessages.MESSAGES;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.ClientKey;
import io.mailboxconnector.auth.secret.KeyFiles;
import io.mailboxconnector.auth.secret.SecretSlots;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.OAuthClient.AssertionFile;
import io.mailboxconnector.settings.OAuthClient.Certificate;
import io.mailboxconnector.settings.OAuthClient.SharedSecret;
import io.mailboxconnector.settings.Secret;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;
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
            Optional<ClientKey> key = client.proof() instanceof Certificate certificate
                    ? Optional.of(KeyFiles.read(certificate))
                    : Optional.empty();
            boolean mutualTls = client.proof() instanceof Certificate certificate && certificate.mutualTls();
            TokenHttp.Route way = mutualTls ? route.with(key.orElseThrow()) : route;
            URI place = address.tokenEndpoint(way, mutualTls, faults);
            return endpoint.ask(way, TokenEndpoint.toRequest(request(place, proof(place, secret, key), grant)), faults);
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
    }

    private com.nimbusds.oauth2.sdk.http.HTTPRequest request(
            URI place, Optional<ClientAuthentication> proof, AuthorizationGrant grant) {
        TokenRequest.Builder builder = proof.isPresent()
                ? new TokenRequest.Builder(place, proof.get(), grant)
                : new TokenRequest.Builder(place, new ClientID(client.clientId()), grant);
        return builder.scope(Scope.parse(client.scope())).build().toHTTPRequest();
    }

    private Optional<ClientAuthentication> proof(URI place, Optional<Secret> secret, Optional<ClientKey> key) {
        ClientID id = new ClientID(client.clientId());
        if (client.proof() instanceof SharedSecret settings) {
            com.nimbusds.oauth2.sdk.auth.Secret text =
                    new com.nimbusds.oauth2.sdk.auth.Secret(secret.orElseThrow().reveal());
            return Optional.of(settings.inBody() ? new ClientSecretPost(id, text) : new ClientSecretBasic(id, text));
        }
        if (client.proof() instanceof Certificate settings) {
            ClientKey found = key.orElseThrow();
            return Optional.of(
                    settings.mutualTls()
                            ? new PKITLSClientAuthentication(id, found.certificate())
                            : signed(id, place, found));
        }
        if (client.proof() instanceof AssertionFile settings) {
            try {
                return Optional.of(
                        new PrivateKeyJWT(SignedJWT.parse(KeyFiles.text(settings.file(), "clientAssertionFile"))));
            } catch (ParseException | IllegalArgumentException e) {
                throw MESSAGES.noAssertion(null, settings.file(), ServerText.clean(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private PrivateKeyJWT signed(ClientID id, URI audience, ClientKey key) {
        JWSAlgorithm algorithm = key.key() instanceof ECPrivateKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
        try {
            byte[] certificate = key.certificate().getEncoded();
            return new PrivateKeyJWT(
                    id,
                    audience,
                    algorithm,
                    key.key(),
                    null,
                    List.of(Base64.encode(certificate)),
                    Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate)),
                    null);
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw MESSAGES.cannotSign(e, "clientCertificate", ServerText.clean(e.getMessage()));
        }
    }
}
