package io.mailboxconnector.auth.consent;

import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.auth.http.TokenHttp;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.TokenStore;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** An authorization server with one client and a person before the browser, and the browser. */
final class ConsentFixture implements AutoCloseable {

    static final String TENANT = "contoso.example";
    static final String CLIENT = "client-1";
    static final String ADA = "ada@contoso.example";
    static final URI REDIRECT = URI.create("http://localhost:8400/");
    static final List<String> SCOPE = List.of("https://outlook.office.com/IMAP.AccessAsUser.All");

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    final StoppedClock clock = new StoppedClock();
    final FakeAuthorizationServer server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
    private final Wire wire = new Wire(clock);
    private final TokenHttp carrier = new TokenHttp(wire);
    private final SSLContext tls;
    final ConsentHttp http;

    ConsentFixture(Path directory) {
        Trust trust =
                new Trust(Optional.of(CERTIFICATES.writeAuthorityPem(directory)), Optional.empty(), Optional.empty());
        tls = wire.tls(trust);
        http = new ConsentHttp(carrier, new TokenHttp.Route(trust, Optional.empty(), Optional.empty()));
        server.registerPublicClient(TENANT, CLIENT);
        server.registerRedirectUri(REDIRECT);
        server.signIn(ADA);
    }

    ConsentClient client() {
        return client(new OAuthClient.NoProof(), REDIRECT);
    }

    ConsentClient client(OAuthClient.Proof proof, URI redirect) {
        return client(new OAuthClient.Entra(server.authority(TENANT)), proof, redirect);
    }

    static ConsentClient client(OAuthClient.Server where, OAuthClient.Proof proof, URI redirect) {
        TokenStore nowhere = new TokenStore(
                new TokenStore.Table("none"), SecretReference.literal("00".repeat(32)), Optional.empty());
        return ConsentClient.of(
                new Authentication.RefreshToken(
                        new OAuthClient(where, CLIENT, proof, String.join(" ", SCOPE)), ADA, nowhere),
                redirect);
    }

    ConsentFlow flow() {
        return new ConsentFlow(client(), http, clock);
    }

    PrincipalKey owner() {
        return new PrincipalKey(server.authority(TENANT), CLIENT, ADA);
    }

    /** Opens an address as a browser does, up to where it is sent back to. */
    URI browse(URI address) throws IOException, InterruptedException {
        return browse(address, 302)
                .headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow();
    }

    HttpResponse<String> browse(URI address, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() {
        carrier.close();
        wire.close();
        server.close();
    }

    /** A clock that is moved by hand. */
    static final class StoppedClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-25T10:00:00Z");

        void forward(Duration length) {
            now = now.plus(length);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A store that remembers in which order it was used. */
    static final class RecordingStore implements RefreshTokenStore {

        final List<String> stored = new ArrayList<>();

        @Override
        public Slot open(PrincipalKey key) {
            return new Slot() {
                @Override
                public Optional<Secret> load() {
                    return Optional.empty();
                }

                @Override
                public void replace(Secret refreshToken) {
                    stored.add(key.principal() + " " + refreshToken.reveal());
                }

                @Override
                public void close() {
                    stored.add("closed");
                }
            };
        }
    }
}
