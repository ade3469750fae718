package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.consent.Consent;
import io.mailboxconnector.auth.consent.ConsentFlow;
import io.mailboxconnector.auth.consent.Consented;
import io.mailboxconnector.auth.consent.DeviceFlow;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.it.lab.keycloak.BrowserUser;
import io.mailboxconnector.it.lab.keycloak.KeycloakServer;
import io.mailboxconnector.it.lab.keycloak.LabClient;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.smtp.SmtpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People consent on the pages of Keycloak, which takes each refresh token once; from then on the connector opens their mailboxes
 * at Dovecot and Postfix with what it keeps in its token store.
 */
@RealMailServers
class ConsentIT {

    private static final URI REDIRECT = URI.create("http://localhost/callback");
    private static final String STORE_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private static final int STARTS = 5;

    @TempDir
    private Path directory;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private MailLab lab;
    private KeycloakServer keycloak;

    @BeforeEach
    void start(MailLab shared) {
        lab = shared;
        keycloak = lab.keycloak();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aConsentInABrowserOpensTheMailboxAndEveryLoginPutsTheNextRefreshTokenInItsPlace() throws Exception {
        AccountSettings account = account(MailLab.BOB, webClient());
        ConsentFlow flow = engine.consents().inBrowser(account, REDIRECT);
        Consent consent = flow.begin();

        assertThat(query(consent.address()))
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("prompt", "select_account")
                .containsKeys("code_challenge", "state", "nonce");
        Consented consented = flow.redeem(consent, browserOf(MailLab.BOB).signIn(consent.address()));
        assertThat(consented.account()).isEqualTo(MailLab.BOB);
        engine.consents().keep(account, consented);
        String first = stored();
        assertThat(first)
                .startsWith("ey")
                .doesNotContain(consented.refreshToken().reveal(), MailLab.BOB);

        opens(account, engine);
        String second = stored();
        assertThat(second).as("the refresh token was replaced").startsWith("ey").isNotEqualTo(first);
        // An engine that starts again has nothing but the store; the first refresh token is of no use any more.
        try (MailEngine next = new MailEngine(Clock.systemUTC())) {
            opens(account, next);
        }
        assertThat(stored()).as("and again").startsWith("ey").isNotEqualTo(second);
    }

    /** Each start of an engine takes the stored token, which Keycloak takes once, and leaves another one. */
    @Test
    void twoNodesThatRenewAtOnceNeverLoseTheNewerToken() throws Exception {
        AccountSettings account = account(MailLab.BOB, webClient());
        consent(account, MailLab.BOB);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> node = () -> startAgainAndAgain(account, together);
            for (Future<Integer> started : List.of(nodes.submit(node), nodes.submit(node))) {
                assertThat(started.get(120, TimeUnit.SECONDS)).isEqualTo(STARTS);
            }
        } finally {
            nodes.shutdownNow();
        }
        opens(account, engine);
    }

    private static int startAgainAndAgain(AccountSettings account, CyclicBarrier together) throws Exception {
        int obtained = 0;
        for (int start = 0; start < STARTS; start++) {
            try (MailEngine node = new MailEngine(Clock.systemUTC())) {
                together.await(60, TimeUnit.SECONDS);
                obtained += node.obtainToken(account).isAfter(Clock.systemUTC().instant()) ? 1 : 0;
            }
        }
        return obtained;
    }

    @Test
    void aRefreshTokenThatWasUsedIsRefusedAndTheAnswerSaysToConsentAgain() throws Exception {
        AccountSettings account = account(MailLab.BOB, webClient());
        consent(account, MailLab.BOB);
        Map<Path, byte[]> backup = files();
        assertThat(engine.obtainToken(account)).isAfter(Clock.systemUTC().instant());

        for (Map.Entry<Path, byte[]> file : backup.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        try (MailEngine restored = new MailEngine(Clock.systemUTC())) {
            assertThatExceptionOfType(AuthenticationFailed.class)
                    .isThrownBy(() -> restored.openImap(account))
                    .withMessageContaining("invalid_grant")
                    .withMessageContaining("mailbox-doctor authorize");
        }
    }

    @Test
    void nothingIsKeptWhenSomebodyElseConsents() throws Exception {
        AccountSettings account = account(MailLab.BOB, webClient());
        ConsentFlow flow = engine.consents().inBrowser(account, REDIRECT);
        Consent consent = flow.begin();
        URI cameBack = browserOf(MailLab.ALICE).signIn(consent.address());

        assertThatExceptionOfType(AuthenticationFailed.class)
                .isThrownBy(() -> flow.redeem(consent, cameBack))
                .withMessageStartingWith("MBX11224")
                .withMessageContaining(MailLab.ALICE);
        assertThat(files()).isEmpty();
    }

    @Test
    void aPersonOpensASharedMailbox() throws Exception {
        Map<String, String> shared = webClient();
        shared.put("userName", MailLab.BOB);
        AccountSettings account = account(MailLab.SHARED, shared);
        consent(account, MailLab.BOB);

        opens(account, engine);
    }

    @Test
    void aCodeThatIsEnteredOnAnotherDeviceDoesTheSame() throws Exception {
        AccountSettings account = account(MailLab.ALICE, Map.of("clientId", LabClient.DEVICE.id()));
        DeviceFlow flow = engine.consents().onDevice(account);
        DeviceFlow.Started started = flow.begin();
        CompletableFuture<Consented> consented = CompletableFuture.supplyAsync(() -> flow.await(started));

        browserOf(MailLab.ALICE).allowDevice(URI.create(started.page() + "?user_code=" + started.userCode()));
        engine.consents().keep(account, consented.get(60, TimeUnit.SECONDS));

        String before = stored();
        opens(account, engine);
        assertThat(stored()).startsWith("ey").isNotEqualTo(before);
    }

    private void consent(AccountSettings account, String person) {
        ConsentFlow flow = engine.consents().inBrowser(account, REDIRECT);
        Consent consent = flow.begin();
        engine.consents().keep(account, flow.redeem(consent, browserOf(person).signIn(consent.address())));
    }

    private static void opens(AccountSettings account, MailEngine engine) {
        try (ImapSession session = engine.openImap(account)) {
            session.select("INBOX");
            assertThat(session.tokenExpiresAt()).isAfter(Clock.systemUTC().instant());
        }
        try (SmtpSession session = engine.openSmtp(account)) {
            assertThat(session.isAlive()).isTrue();
        }
    }

    private BrowserUser browserOf(String person) {
        return new BrowserUser(keycloak, lab.certificates().client(), person, MailLab.PASSWORD);
    }

    private static Map<String, String> webClient() {
        return new HashMap<>(Map.of("clientId", LabClient.WEB.id(), "clientSecret", KeycloakServer.CLIENT_SECRET));
    }

    private AccountSettings account(String mailbox, Map<String, String> client) {
        Map<String, String> properties = new LabAccounts(lab).servers(mailbox);
        properties.put("authentication", "refreshToken");
        properties.put("issuer", keycloak.issuer().toString());
        properties.put("scope", "offline_access");
        properties.put("tokenStore", "file:" + directory.resolve("tokens").toAbsolutePath());
        properties.put("tokenStoreKey", STORE_KEY);
        properties.putAll(client);
        return AccountSettings.from(new SettingsReader(properties));
    }

    /** What is in the store: one token, for the eyes of its owner only. */
    private String stored() throws IOException {
        Map<Path, byte[]> files = files();
        List<byte[]> tokens =
                files.values().stream().filter(content -> content.length > 0).toList();
        assertThat(tokens).hasSize(1);
        for (Path file : files.keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        return new String(tokens.get(0), StandardCharsets.US_ASCII);
    }

    private Map<Path, byte[]> files() throws IOException {
        Path tokens = directory.resolve("tokens");
        if (!Files.isDirectory(tokens)) {
            return Map.of();
        }
        Map<Path, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(tokens)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static Map<String, String> query(URI address) {
        return Stream.of(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
