package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.OAuthClient;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.testkit.SigningCertificate;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.log.LogLines;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account whose secret or certificate ends: each hour's token tells it once per threshold, and the status all the time. */
class CredentialEndsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final LogLines log = LogLines.of("io.mailboxconnector.auth");
    private final Wire wire = new Wire(clock);
    private final TokenManager tokens =
            new TokenManager(clock, wire, new TokenSources(clock, wire, store -> new InMemoryRefreshTokens()));
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
        server.answerAlways(
                TokenReply.json(200, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"granted\"}"));
    }

    @AfterEach
    void stop() {
        tokens.close();
        wire.close();
        server.close();
        log.close();
    }

    @Test
    void ofTheSecretAsTheAdministratorNotedIt() {
        LocalDate lastDay = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(100);
        tellsItsEnd(
                new OAuthClient.SharedSecret(
                        SecretReference.literal(Accounts.SECRET), Optional.empty(), Optional.of(lastDay), false),
                "the client secret",
                lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Test
    void ofTheCertificateAsItSaysItself() {
        SigningCertificate certificate = SigningCertificate.create("client");
        Path pem = certificate.writePem(directory.resolve("client.pem"));
        tellsItsEnd(
                new OAuthClient.Certificate(pem, Optional.empty(), Optional.empty(), false),
                "the certificate",
                certificate.certificate().getNotAfter().toInstant());
    }

    private void tellsItsEnd(OAuthClient.Proof proof, String what, Instant end) {
        AccountSettings account = Accounts.account(
                new Authentication.ClientCredentials(new OAuthClient(
                        new OAuthClient.Entra(server.authority(Accounts.TENANT)),
                        Accounts.CLIENT,
                        proof,
                        Accounts.SCOPE)),
                Accounts.trust(CERTIFICATES.writeAuthorityPem(directory)));

        atDaysBefore(end, 31, account, CredentialExpiry.Level.FAR, 0);
        atDaysBefore(end, 30, account, CredentialExpiry.Level.SOON, 1);
        atDaysBefore(end, 8, account, CredentialExpiry.Level.SOON, 1);
        atDaysBefore(end, 7, account, CredentialExpiry.Level.URGENT, 2);
        atDaysBefore(end, 1, account, CredentialExpiry.Level.URGENT, 2);
        assertThat(log.warnings())
                .allMatch(line -> line.startsWith("MBX11111") && line.contains(what) && line.contains(end.toString()));
    }

    private void atDaysBefore(
            Instant end, int days, AccountSettings account, CredentialExpiry.Level level, int warnings) {
        clock.advance(Duration.between(clock.instant(), end.minus(Duration.ofDays(days))));
        tokens.token(account);

        assertThat(tokens.status(account).credential().map(known -> known.level(clock.instant())))
                .contains(level);
        assertThat(log.warnings()).hasSize(warnings);
    }
}
