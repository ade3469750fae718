package io.mailboxconnector.auth.entra;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.CredentialExpiry;
import io.mailboxconnector.auth.Grant;
import io.mailboxconnector.auth.TokenRequestFailed;
import io.mailboxconnector.auth.http.TokenFaults;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.auth.secret.ClientKey;
import io.mailboxconnector.auth.secret.KeyFiles;
import io.mailboxconnector.auth.secret.SecretSlots;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.Secret;
import java.net.MalformedURLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client that is registered at Microsoft Entra, and its requests.
 *
 * <p>Safe for use by any number of threads. MSAL4J keeps no token, repeats nothing, asks nobody else about the authority and
 * runs in the calling thread: every request has an application object of its own.
 */
final class EntraClient {

    private final OAuthClient client;
    private final TokenHttp http;
    private final TokenHttp.Route route;
    private final Clock clock;
    private final Set<String> scopes;
    private final @Nullable SecretSlots slots;

    EntraClient(OAuthClient client, TokenHttp http, TokenHttp.Route route, Clock clock) {
        this.client = client;
        this.http = http;
        this.route = route;
        this.clock = clock;
        this.scopes = Arrays.stream(client.scope().split(" "))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.slots = client.proof() instanceof OAuthClient.SharedSecret secret
                ? new SecretSlots(secret, "client " + client.clientId(), clock)
                : null;
    }

    /** A token for the client itself. */
    Grant application() throws TokenRequestFailed {
        return ask(
                List.of(),
                (proof, exchange) -> confidential(proof, exchange)
                        .acquireToken(ClientCredentialParameters.builder(scopes)
                                .skipCache(true)
                                .build()));
    }

    /** A token for the person whose refresh token it is. */
    Grant refresh(Secret refreshToken) throws TokenRequestFailed {
        RefreshTokenParameters parameters =
                RefreshTokenParameters.builder(scopes, refreshToken.reveal()).build();
        return ask(
                List.of(refreshToken),
                (proof, exchange) -> proof == null
                        ? publicClient(exchange).acquireToken(parameters)
                        : confidential(proof, exchange).acquireToken(parameters));
    }

    /** What it would prove itself with, to compare. */
    Object credentials() {
        if (slots != null) {
            return slots.present();
        }
        return client.proof() instanceof OAuthClient.Certificate certificate
                ? KeyFiles.stamp(certificate)
                : client.proof() instanceof OAuthClient.AssertionFile assertion ? KeyFiles.stamp(assertion.file()) : "";
    }

    Optional<CredentialExpiry> credentialExpiry() {
        if (slots != null) {
            return slots.expiry();
        }
        return client.proof() instanceof OAuthClient.Certificate certificate
                ? Optional.of(KeyFiles.read(certificate).expiry())
                : Optional.empty();
    }

    private interface Acquisition {
        Future<IAuthenticationResult> with(@Nullable IClientCredential proof, IHttpClient exchange) throws Exception;
    }

    private Grant ask(List<Secret> secrets, Acquisition acquisition) throws TokenRequestFailed {
        if (slots != null) {
            return slots.ask(secret ->
                    ask(ClientCredentialFactory.createFromSecret(secret.reveal()), with(secrets, secret), acquisition));
        }
        IClientCredential proof;
        List<Secret> known = secrets;
        try {
            if (client.proof() instanceof OAuthClient.Certificate certificate) {
                ClientKey key = KeyFiles.read(certificate);
                proof = ClientCredentialFactory.createFromCertificateChain(key.key(), key.chain());
            } else if (client.proof() instanceof OAuthClient.AssertionFile assertion) {
                String text = KeyFiles.text(assertion.file(), "clientAssertionFile");
                known = with(secrets, Secret.of(text));
                proof = ClientCredentialFactory.createFromCallback(() -> text);
            } else {
                proof = null;
            }
        } catch (MailboxException e) {
            throw TokenRequestFailed.refused(e);
        }
        return ask(proof, known, acquisition);
    }

    private Grant ask(@Nullable IClientCredential proof, List<Secret> secrets, Acquisition acquisition)
            throws TokenRequestFailed {
        TokenFaults faults = new TokenFaults(client.server().address(), client.clientId(), secrets, clock);
        return new MsalExchange(http, route, faults, clock).run(exchange -> acquisition.with(proof, exchange));
    }

    private static List<Secret> with(List<Secret> secrets, Secret more) {
        return Stream.concat(secrets.stream(), Stream.of(more)).toList();
    }

    private ConfidentialClientApplication confidential(@Nullable IClientCredential proof, IHttpClient exchange)
            throws MalformedURLException {
        return ConfidentialClientApplication.builder(client.clientId(), proof)
                .authority(client.server().address().toString())
                .instanceDiscovery(false)
                .httpClient(exchange)
                .executorService(new CallerRuns())
                .disableInternalRetries()
                .build();
    }

    private PublicClientApplication publicClient(IHttpClient exchange) throws MalformedURLException {
        return PublicClientApplication.builder(client.clientId())
                .authority(client.server().address().toString())
                .instanceDiscovery(false)
                .httpClient(exchange)
                .executorService(new CallerRuns())
                .disableInternalRetries()
                .build();
    }
}
