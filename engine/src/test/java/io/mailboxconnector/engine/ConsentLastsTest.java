package io.mailboxconnector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.auth.store.TableTokens;
import io.mailboxconnector.auth.store.TokenStores;
import io.mailboxconnector.database.Database;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.container.Narayana;
import io.mailboxconnector.testkit.database.JtaDataSource;
import io.mailboxconnector.testkit.database.TestDatabase;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Wire;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consent lasts: from the properties of an account over whole engines to an authorization server that takes each refresh token
 * once, and revokes everything when it sees one a second time.
 */
class ConsentLastsTest {

    private static final String TENANT = "contoso.example";
    private static final String CLIENT = "client-1";
    private static final String ANN = "ann@contoso.example";
    private static final String KEY = "0f".repeat(32);
    private static final String NEXT_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String TABLE = "java:/jdbc/mail";
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @TempDir
    private Path directory;

    private final TestDatabase database = TestDatabase.h2();
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server());
        server.registerPublicClient(TENANT, CLIENT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "table"})
    void survivesAnyNumberOfRestarts(String kind) {
        AccountSettings account = account(place(kind));
        consent(account);

        for (int start = 0; start < 3; start++) {
            assertThat(obtain(account)).isTrue();
        }
        assertThat(server.requests()).isEqualTo(3);
        assertThat(server.received())
                .extracting(request -> request.field("refresh_token"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "table"})
    void isNotLostWhenTwoEnginesRenewAtOnce(String kind) throws Exception {
        AccountSettings account = account(place(kind));
        consent(account);
        int rounds = 6;
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> done = List.of(
                    nodes.submit(() -> obtainAgainAndAgain(account, rounds, together)),
                    nodes.submit(() -> obtainAgainAndAgain(account, rounds, together)));
            for (Future<Boolean> node : done) {
                assertThat(node.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(server.requests()).isEqualTo(2 * rounds);
        assertThat(server.accountOf(stored(account))).contains(ANN);
    }

    /** The new refresh token is safe before the access token that came with it can be used. */
    @Test
    void survivesACrashRightAfterTheRenewal() throws Exception {
        AccountSettings account = account(place("file"));
        consent(account);

        crash(Crash.AFTER_STORING);

        assertThat(server.accountOf(stored(account))).contains(ANN);
        assertThat(obtain(account)).isTrue();
    }

    /** Nobody can store what nobody has received: here it depends on the server, and Microsoft's keeps used tokens good. */
    @Test
    void survivesACrashBeforeTheNewTokenIsStoredWhereTheServerKeepsTheOldOne() throws Exception {
        server.keepUsedRefreshTokens();
        AccountSettings account = account(place("file"));
        consent(account);

        crash(Crash.BEFORE_STORING);

        assertThat(obtain(account)).isTrue();
    }

    @Test
    void tellsThatItIsOverWhereTheServerHasRevokedTheOldOne() throws Exception {
        AccountSettings account = account(place("file"));
        consent(account);

        crash(Crash.BEFORE_STORING);

        assertThatThrownBy(() -> obtain(account))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("mailbox-doctor authorize");
    }

    @Test
    void survivesTheRollbackOfTheTransactionInWhichItWasRenewed() throws Exception {
        TransactionManager transactions = Narayana.transactionManager();
        DataSource source = new JtaDataSource(database, transactions);
        AccountSettings account = account(TABLE);
        consent(account);

        transactions.begin();
        try {
            assertThat(obtain(account, table(source, transactions))).isTrue();
        } finally {
            transactions.rollback();
        }
        assertThat(server.accountOf(stored(account))).contains(ANN);
        assertThat(obtain(account, table(source, transactions))).isTrue();
    }

    @Test
    void survivesTheChangeOfTheKey() {
        AccountSettings before = account(place("file"));
        consent(before);
        Map<String, String> changed = properties(place("file"));
        changed.put("tokenStoreKey", NEXT_KEY);
        changed.put("tokenStoreKeyPrevious", KEY);

        assertThat(obtain(read(changed))).isTrue();
        changed.remove("tokenStoreKeyPrevious");
        assertThat(obtain(read(changed))).isTrue();
        assertThatThrownBy(() -> obtain(before))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11202");
    }

    @Test
    void belongsToThePersonWhateverTheMailbox() {
        Map<String, String> shared = properties(place("file"));
        shared.put("mailbox", "support@contoso.example");
        shared.put("userName", ANN);
        consent(account(place("file")));

        assertThat(obtain(read(shared))).isTrue();
    }

    @Test
    void tellsThatNobodyHasConsented() {
        assertThatThrownBy(() -> obtain(account(place("file"))))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("mailbox-doctor authorize")
                .hasMessageContaining(ANN);
        assertThat(server.requests()).isZero();
    }

    private boolean obtainAgainAndAgain(AccountSettings account, int rounds, CyclicBarrier together) throws Exception {
        boolean all = true;
        for (int round = 0; round < rounds; round++) {
            together.await(30, TimeUnit.SECONDS);
            all &= obtain(account);
        }
        return all;
    }

    private boolean obtain(AccountSettings account) {
        return obtain(account, this::table);
    }

    /** An engine that starts, needs a token, and ends. */
    private static boolean obtain(AccountSettings account, Function<String, Database> databases) {
        try (MailEngine engine = new MailEngine(Clock.systemUTC(), Pause.real(), databases)) {
            return engine.obtainToken(account).isAfter(Clock.systemUTC().instant());
        }
    }

    private void consent(AccountSettings account) {
        try (RefreshTokenStore.Slot slot = slot(account)) {
            slot.replace(Secret.of(server.consent(ANN)));
        }
    }

    private String stored(AccountSettings account) {
        try (RefreshTokenStore.Slot slot = slot(account)) {
            return slot.load().orElseThrow().reveal();
        }
    }

    private RefreshTokenStore.Slot slot(AccountSettings account) {
        Authentication.RefreshToken person = (Authentication.RefreshToken) account.authentication();
        return new TokenStores(Clock.systemUTC(), Pause.real(), this::table)
                .of(person.store())
                .open(new PrincipalKey(person.client().server().address(), CLIENT, ANN));
    }

    private Database table(String name) {
        return Database.of(database.plain(), name, List.of(TableTokens.TABLE), () -> false);
    }

    private static Function<String, Database> table(DataSource source, TransactionManager transactions) {
        return name -> Database.of(source, name, List.of(TableTokens.TABLE), () -> isInTransaction(transactions));
    }

    private static boolean isInTransaction(TransactionManager transactions) {
        try {
            return transactions.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private String place(String kind) {
        return kind.equals("table")
                ? TABLE
                : "file:" + directory.resolve("tokens").toAbsolutePath();
    }

    private AccountSettings account(String tokenStore) {
        return read(properties(tokenStore));
    }

    private static AccountSettings read(Map<String, String> properties) {
        return AccountSettings.from(new SettingsReader(properties));
    }

    private Map<String, String> properties(String tokenStore) {
        return properties(
                server.authority(TENANT).toString(),
                CERTIFICATES.writeAuthorityPem(directory).toString(),
                tokenStore);
    }

    private static Map<String, String> properties(String authority, String certificates, String tokenStore) {
        return new HashMap<>(Map.of(
                "provider",
                "microsoft365",
                "mailbox",
                ANN,
                "authentication",
                "refreshToken",
                "clientId",
                CLIENT,
                "authority",
                authority,
                "trustedCertificates",
                certificates,
                "tokenStore",
                tokenStore,
                "tokenStoreKey",
                KEY));
    }

    private void crash(Crash point) throws Exception {
        Path log = directory.resolve("crash.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                        CrashingNode.class.getName(),
                        point.name(),
                        server.authority(TENANT).toString(),
                        CERTIFICATES.writeAuthorityPem(directory).toString(),
                        place("file"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(log)).isEqualTo(CrashingNode.CRASHED);
    }

    private enum Crash {
        BEFORE_STORING,
        AFTER_STORING
    }

    /** A process that needs a token and ends without a farewell while it gets one. */
    static final class CrashingNode {

        static final int CRASHED = 42;

        private CrashingNode() {}

        public static void main(String... arguments) {
            Crash point = Crash.valueOf(arguments[0]);
            Clock clock = Clock.systemUTC();
            TokenStores stores = new TokenStores(clock, Pause.real(), TokenStores.inServer(() -> false));
            Wire wire = new Wire(clock);
            TokenManager tokens = new TokenManager(
                    clock,
                    wire,
                    new TokenSources(
                            clock,
                            wire,
                            place -> key -> new CrashingSlot(stores.of(place).open(key), point)));
            tokens.token(read(properties(arguments[1], arguments[2], arguments[3])));
        }
    }

    private record CrashingSlot(RefreshTokenStore.Slot slot, Crash point) implements RefreshTokenStore.Slot {

        @Override
        public Optional<Secret> load() {
            return slot.load();
        }

        @Override
        public void replace(Secret refreshToken) {
            if (point == Crash.AFTER_STORING) {
                slot.replace(refreshToken);
            }
            Runtime.getRuntime().halt(CrashingNode.CRASHED);
        }

        @Override
        public void close() {
            slot.close();
        }
    }
}
