package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is logged, at the finest level, in good days and bad: no secret and no token in it. */
class SecretsStaySecretTest {

    @TempDir
    private Path directory;

    private final EverythingLogged logged = new EverythingLogged();

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @Test
    void logsNeitherSecretNorTokenNorThrowsThem() {
        TestCertificates certificates = TestCertificates.create();
        MovableClock clock = new MovableClock();
        List<String> secrets = new ArrayList<>(List.of(
                Accounts.SECRET,
                URLEncoder.encode(Accounts.SECRET, StandardCharsets.UTF_8),
                "token-without-life",
                "precious"));
        try (FakeAuthorizationServer server = FakeAuthorizationServer.start(certificates.server(), clock, 0);
                Wire wire = new Wire(clock);
                TokenManager tokens = new TokenManager(
                        clock, wire, new TokenSources(clock, wire, store -> new InMemoryRefreshTokens()))) {
            server.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
            AccountSettings account = Accounts.account(
                    Accounts.client(server.authority(Accounts.TENANT), Accounts.SECRET),
                    Accounts.trust(certificates.writeAuthorityPem(directory)));
            Token first = tokens.token(account);
            secrets.add(first.secret().reveal());
            secrets.add(tokens.replacement(account, first).secret().reveal());
            for (TokenReply reply : badReplies()) {
                server.answerAlways(reply);
                clock.advance(Duration.ofHours(2));
                Throwable failure = catchThrowable(() -> tokens.token(account));
                assertThat(failure).isNotNull();
                logged.add(failure);
                logged.add(account);
            }
        }
        assertThat(logged.lines()).anyMatch(line -> line.contains("com.microsoft.aad.msal4j"));
        assertThat(logged.lines()).anyMatch(line -> line.contains("io.mailboxconnector.auth"));
        for (String secret : secrets) {
            assertThat(logged.lines()).as("lines with a secret").noneMatch(line -> line.contains(secret));
        }
    }

    private static List<TokenReply> badReplies() {
        return List.of(
                TokenReply.entraError(401, "invalid_client", 7000215, "Invalid client secret provided."),
                TokenReply.json(401, "{\"error\":\"invalid_client\"}"),
                TokenReply.html(502),
                TokenReply.throttled(Duration.ofSeconds(3)),
                TokenReply.withoutToken(),
                TokenReply.withoutLife(),
                TokenReply.json(200, "{\"token_type\":\"Bearer\",\"access_token\":\"precious"),
                TokenReply.json(200, "{\"access_token\":\"precious\" 7,\"expires_in\":3599}"),
                TokenReply.json(200, "{\"access_token\":\"precious\",\"expires_in\":\"soon\"}"),
                TokenReply.json(200, "{\"access_token\":\"precious\",\"expires_in\":{}}"),
                TokenReply.json(201, "{\"access_token\":\"precious\",\"expires_in\":3599}"),
                TokenReply.json(
                        400, "{\"error\":\"invalid_client\",\"error_description\":\"" + Accounts.SECRET + "\"}"),
                TokenReply.json(404, "<p>" + Accounts.SECRET + "</p>"));
    }
}
