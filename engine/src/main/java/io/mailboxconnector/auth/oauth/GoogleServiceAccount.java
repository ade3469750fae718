package io.mailboxconnector.auth.oauth;

import static io.mailboxconnector.auth.oauth.OAuthMessages.MESSAGES;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.TokenSource;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.KeyFiles;
import io.mailboxconnector.auth.secret.PemText;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.Authentication.ServiceAccount;
import io.mailboxconnector.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access tokens that a service account of Google gets in the name of a person: a signed assertion (RFC 7523 §2.1) with that
 * person as its subject, which domain-wide delegation allows.
 *
 * <p>Safe for use by any number of threads. The key file is read anew for each request.
 */
public final class GoogleServiceAccount implements TokenSource {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final ServiceAccount account;
    private final String person;
    private final TokenHttp.Route route;
    private final Clock clock;
    private final TokenEndpoint endpoint;

    /** What is in the key file; no record, since its text would tell the key. */
    private static final class KeyFile {

        private final String email;
        private final String keyId;
        private final URI tokenUri;
        private final PrivateKey key;

        KeyFile(String email, String keyId, URI tokenUri, PrivateKey key) {
            this.email = email;
            this.keyId = keyId;
            this.tokenUri = tokenUri;
            this.key = key;
        }
    }

    /**
     * Creates it; does no I/O.
     *
     * @param account the service account
     * @param person in whose name it asks
     * @param http carries the requests
     * @param route how to get there
     * @param clock counts the life of tokens and dates the assertions
     */
    public GoogleServiceAccount(
            ServiceAccount account, String person, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.account = account;
        this.person = person;
        this.route = route;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(http, clock);
    }

    @Override
    public Token obtain() throws TokenRequestFailed {
        KeyFile file;
        SignedJWT assertion;
        try {
            file = read(account.key());
            assertion = assertion(file);
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
        URI place = account.tokenUrl().orElse(file.tokenUri);
        TokenFaults faults =
                new TokenFaults(place, file.email + " for " + person, List.of(Secret.of(assertion.serialize())), clock);
        TokenRequest request = new TokenRequest.Builder(place, new JWTBearerGrant(assertion)).build();
        return endpoint.ask(route, TokenHttp.toRequest(request.toHTTPRequest()), faults)
                .token();
    }

    @Override
    public Object credentials() {
        return KeyFiles.stamp(account.key());
    }

    private SignedJWT assertion(KeyFile file) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(file.email)
                .subject(person)
                .audience(file.tokenUri.toString())
                .claim("scope", account.scope())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(file.keyId)
                        .build(),
                claims);
        try {
            assertion.sign(new RSASSASigner(file.key));
        } catch (JOSEException | IllegalArgumentException e) {
            throw MESSAGES.cannotSign(null, account.key().toString(), ServerText.clean(e.getMessage()));
        }
        return assertion;
    }

    private static KeyFile read(Path path) {
        String text = KeyFiles.text(path, "serviceAccountKey");
        try {
            Map<String, Object> fields = JSONObjectUtils.parse(text);
            if (!"service_account".equals(fields.get("type"))) {
                throw MESSAGES.noServiceAccount(null, path, "its type is not service_account");
            }
            URI tokenUri = URI.create(field(fields, "token_uri", path));
            if (!"https".equalsIgnoreCase(tokenUri.getScheme())) {
                throw MESSAGES.noServiceAccount(null, path, "token_uri does not begin with https://");
            }
            return new KeyFile(
                    field(fields, "client_email", path),
                    field(fields, "private_key_id", path),
                    tokenUri,
                    PemText.privateKey(field(fields, "private_key", path), Optional.empty()));
        } catch (ParseException e) {
            // What it says may quote the key.
            throw MESSAGES.noServiceAccount(null, path, "it is not JSON");
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw MESSAGES.noServiceAccount(null, path, "its private_key or token_uri cannot be used");
        }
    }

    private static String field(Map<String, Object> fields, String name, Path path) {
        if (fields.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw MESSAGES.noServiceAccount(null, path, "it has no " + name);
    }
}
