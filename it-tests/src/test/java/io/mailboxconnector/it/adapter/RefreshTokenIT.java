package io.mailboxconnector.it.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.auth.consent.Consent;
import io.mailboxconnector.auth.consent.ConsentFlow;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.BrowserUser;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person consents once, on the page of Keycloak, which takes each refresh token once; the connector on a server sends and
 * receives with it, and goes on after a restart and after a crash with the token that it stored last.
 */
@RealMailServers
@Tag("slow")
class RefreshTokenIT {

    private static final URI REDIRECT = URI.create("http://localhost/callback");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void oneConsentIsEnoughForAllRestarts(MailLab lab) throws Exception {
        Path tokens = directory.resolve("tokens");
        Map<String, String> account = new KeycloakAccounts(lab).ofPerson(MailLab.ALICE, tokens);
        account.put("trace", "true");
        consent(lab, AccountSettings.from(new SettingsReader(account)));
        String consented = stored(tokens);
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        try (ApplicationServer server = ApplicationServers.create(directories, "RefreshTokenIT")) {
            Recorder recorder = new Recorder(server);
            server.start();
            server.logDebug("io.mailboxconnector");
            server.configureAccount(account);
            server.deploy(directories.adapter());
            server.deploy(RecorderArchive.besideTheAdapter(directories.work(), Map.of()));
            sendsAndReceives(recorder, "first");
            String afterTheFirst = stored(tokens);
            assertThat(afterTheFirst).startsWith("ey").isNotEqualTo(consented);

            server.stop();
            server.start();
            sendsAndReceives(recorder, "restarted");
            String afterTheSecond = stored(tokens);
            assertThat(afterTheSecond).startsWith("ey").isNotEqualTo(afterTheFirst);

            server.kill();
            server.start();
            sendsAndReceives(recorder, "crashed");
            assertThat(stored(tokens)).startsWith("ey").isNotEqualTo(afterTheSecond);
            assertThat(server.log().linesWith("invalid_grant")).isEmpty();
            assertThat(server.log().linesWith("io.mailboxconnector.trace." + MailLab.ALICE))
                    .as("the dialogue that an administrator watches")
                    .anyMatch(line -> line.endsWith(" IDLE"))
                    .anyMatch(line -> line.contains("EHLO"));
            assertThat(server.log().text())
                    .as("all that is logged at DEBUG")
                    .doesNotContain("eyJ", KeycloakServer.CLIENT_SECRET, account.get("tokenStoreKey"));
        }
    }

    private static void consent(MailLab lab, AccountSettings account) {
        try (MailEngine engine = new MailEngine(Clock.systemUTC())) {
            ConsentFlow flow = engine.consents().inBrowser(account, REDIRECT);
            Consent consent = flow.begin();
            URI cameBack = new BrowserUser(lab.keycloak(), lab.certificates().client(), MailLab.ALICE, MailLab.PASSWORD)
                    .signIn(consent.address());
            engine.consents().keep(account, flow.redeem(consent, cameBack));
        }
    }

    /** A mail to herself: it goes through Postfix and comes back from Dovecot. */
    private static void sendsAndReceives(Recorder recorder, String subject) {
        List<String> answer = recorder.send(MailLab.ALICE, subject, 1);

        assertThat(answer).singleElement().asString().startsWith("<");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(recorder.commits(subject + " 1")).isEqualTo(1));
    }

    /** The sealed token, the only one. */
    private static String stored(Path tokens) throws IOException {
        try (Stream<Path> files = Files.list(tokens)) {
            List<Path> sealed =
                    files.filter(file -> file.toString().endsWith(".jwe")).toList();
            assertThat(sealed).hasSize(1);
            return Files.readString(sealed.get(0));
        }
    }
}
