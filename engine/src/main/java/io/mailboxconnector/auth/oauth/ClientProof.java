package io.mailboxconnector.auth.oauth;

import static io.mailboxconnector.auth.oauth.OAuthMessages.MESSAGES;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.ClientKey;
import io.mailboxconnector.auth.secret.KeyFiles;
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
import java.util.List;
import java.util.Optional;

/**
 * How a client proves that it is the client, in the form that token requests take (RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2).
 *
 * <p>Made for one request: files are read when it is made. Belongs to one thread.
 */
public final class ClientProof {

    private final OAuthClient client;
    private final Optional<ClientKey> key;

    private ClientProof(OAuthClient client, Optional<ClientKey> key) {
        this.client = client;
        this.key = key;
    }

    /**
     * The proof of a client as it is now.
     *
     * @param client the client
     * @return its proof
     * @throws io.mailboxconnector.api.ConfigurationInvalid when a file of it cannot be used
     */
    public static ClientProof of(OAuthClient client) {
        return new ClientProof(
                client,
                client.proof() instanceof Certificate certificate
                        ? Optional.of(KeyFiles.read(certificate))
                        : Optional.empty());
    }

    /** Whether the TLS connection is what proves it. */
    boolean isMutualTls() {
        return client.proof() instanceof Certificate certificate && certificate.mutualTls();
    }

    /**
     * The way on which the client's requests go.
     *
     * @param route the way to the server
     * @return the same, with the key where the TLS connection proves who the client is
     */
    public TokenHttp.Route on(TokenHttp.Route route) {
        return isMutualTls() ? route.with(key.orElseThrow()) : route;
    }

    /**
     * A token request.
     *
     * @param endpoint where it goes
     * @param grant the grant
     * @param secret the secret to prove it with; empty when the client has none
     * @param secretInBody whether the server wants a secret in the body, whatever is configured
     * @return the request, to which more can be added
     * @throws io.mailboxconnector.api.ConfigurationInvalid when a file of the proof cannot be used
     */
    public TokenRequest.Builder around(
            AuthorizationGrant grant, URI endpoint, Optional<Secret> secret, boolean secretInBody) {
        ClientID id = new ClientID(client.clientId());
        Optional<ClientAuthentication> proof = authentication(id, endpoint, secret, secretInBody);
        return proof.isPresent()
                ? new TokenRequest.Builder(endpoint, proof.get(), grant)
                : new TokenRequest.Builder(endpoint, id, grant);
    }

    private Optional<ClientAuthentication> authentication(
            ClientID id, URI endpoint, Optional<Secret> secret, boolean secretInBody) {
        if (client.proof() instanceof SharedSecret settings) {
            com.nimbusds.oauth2.sdk.auth.Secret text =
                    new com.nimbusds.oauth2.sdk.auth.Secret(secret.orElseThrow().reveal());
            boolean inBody = secretInBody || settings.inBody();
            return Optional.of(inBody ? new ClientSecretPost(id, text) : new ClientSecretBasic(id, text));
        }
        if (client.proof() instanceof Certificate) {
            ClientKey found = key.orElseThrow();
            return Optional.of(
                    isMutualTls()
                            ? new PKITLSClientAuthentication(id, found.certificate())
                            : signed(id, endpoint, found));
        }
        if (client.proof() instanceof AssertionFile settings) {
            return Optional.of(assertion(settings));
        }
        return Optional.empty();
    }

    private static PrivateKeyJWT assertion(AssertionFile settings) {
        try {
            return new PrivateKeyJWT(SignedJWT.parse(KeyFiles.text(settings.file(), "clientAssertionFile")));
        } catch (ParseException | IllegalArgumentException e) {
            throw MESSAGES.noAssertion(null, settings.file(), ServerText.clean(e.getMessage()));
        }
    }

    private static PrivateKeyJWT signed(ClientID id, URI audience, ClientKey key) {
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
