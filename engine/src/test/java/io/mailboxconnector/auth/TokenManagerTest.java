package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.testkit.oauth.TokenReply;
import io.mailboxconnector.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenManagerTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Wire wire = new Wire(clock);
    private final TokenManager tokens =
            new TokenManager(clock, wire, new TokenSources(clock, wire, store -> new InMemoryRefreshTokens()));
    private FakeAuthorizationServer server;
    private Trust trust;
    private AccountSettings account;

    @BeforeEach
    void start() {
        server = FakeAuthorizationServer.start(CERTIFICATES.server(), clock, 0);
        server.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
        trust = Accounts.trust(CERTIFICATES.writeAuthorityPem(directory));
        account = account(Accounts.SECRET);
    }

    @AfterEach
    void stop() {
        tokens.close();
        wire.close();
        server.close();
    }

    @Test
    void serves1000ColdCallersWithOneRequest() throws Exception {
        server.hold();
        int callers = 1_000;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            CountDownLatch started = new CountDownLatch(callers);
            List<Future<Token>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                AccountSettings each = account.withMailbox("box" + i % 50 + "@contoso.example");
                results.add(threads.submit(() -> {
                    started.countDown();
                    return tokens.token(each);
                }));
            }
            started.await();
            assertThat(server.awaitRequests(1, PATIENCE)).isTrue();
            server.recover();
            Set<Secret> secrets = results.stream()
                    .map(TokenManagerTest::get)
                    .map(Token::secret)
                    .collect(Collectors.toSet());
            assertThat(secrets).hasSize(1);
            assertThat(server.requests()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void failsAllColdCallersWithOneRequest() throws Exception {
        server.answerAlways(TokenReply.html(502));
        server.hold();
        int callers = 100;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Throwable>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                results.add(threads.submit(() -> catchThrowable(() -> tokens.token(account))));
            }
            assertThat(server.awaitRequests(1, PATIENCE)).isTrue();
            server.release();
            for (Future<Throwable> result : results) {
                assertThat(get(result)).isExactlyInstanceOf(MailboxUnavailable.class);
            }
            assertThat(server.requests()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sharesATokenAmongMailboxesAndNotAmongLoginsOrTrust() {
        Token first = tokens.token(account);
        assertThat(tokens.token(account.withMailbox("other@contoso.example"))).isSameAs(first);
        assertThat(server.requests()).isEqualTo(1);
        Path another = directory.resolve("another");
        assertThat(another.toFile().mkdir()).isTrue();
        Trust sameAuthorityInAnotherFile = Accounts.trust(CERTIFICATES.writeAuthorityPem(another));
        Token second = tokens.token(Accounts.account(account.authentication(), sameAuthorityInAnotherFile));
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void renewsInTheBackgroundAtEightyPercentOfItsLife() {
        Token first = tokens.token(account);
        clock.advance(Duration.ofMinutes(47));
        assertThat(tokens.token(account)).isSameAs(first);
        server.hold();
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            assertThat(tokens.token(account)).isSameAs(first);
        }
        awaitRequests(2);
        server.recover();
        await().atMost(PATIENCE).until(() -> !tokens.token(account).secret().equals(first.secret()));
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void renewsByItselfWhileSomebodyUsesTheToken() throws Exception {
        try (Wire realWire = new Wire(Clock.systemUTC());
                TokenManager real = new TokenManager(
                        Clock.systemUTC(),
                        realWire,
                        new TokenSources(Clock.systemUTC(), realWire, store -> new InMemoryRefreshTokens()));
                FakeAuthorizationServer realServer = FakeAuthorizationServer.start(CERTIFICATES.server())) {
            realServer.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
            realServer.setTokenLife(Duration.ofSeconds(3));
            AccountSettings own =
                    Accounts.account(Accounts.client(realServer.authority(Accounts.TENANT), Accounts.SECRET), trust);
            Token first = real.token(own);
            assertThat(realServer.awaitRequests(2, PATIENCE)).isTrue();
            await().atMost(PATIENCE).until(() -> !real.token(own).secret().equals(first.secret()));
        }
    }

    @Test
    void servesAValidTokenWhileTheServerIsDown() {
        Token first = tokens.token(account);
        server.answerAlways(TokenReply.html(503));
        clock.advance(Duration.ofMinutes(50));
        assertThat(tokens.token(account)).isSameAs(first);
        awaitFailedRenewals(1);
        clock.advance(Duration.ofMinutes(8));
        assertThat(tokens.token(account)).isSameAs(first);
        awaitFailedRenewals(2);
        assertThat(server.requests()).isEqualTo(3);
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> tokens.token(account)).isExactlyInstanceOf(MailboxUnavailable.class);
        server.recover();
        clock.advance(Duration.ofMinutes(5));
        assertThat(tokens.token(account).secret()).isNotEqualTo(first.secret());
    }

    @Test
    void staysQuietBetweenAttemptsToRenew() {
        tokens.token(account);
        server.answerAlways(TokenReply.html(503));
        clock.advance(Duration.ofMinutes(48));
        tokens.token(account);
        awaitFailedRenewals(1);
        assertThat(tokensAfter(Duration.ofSeconds(1), 3)).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        tokens.token(account);
        awaitFailedRenewals(2);
        assertThat(tokensAfter(Duration.ofMillis(2_900), 3)).isEqualTo(3);
    }

    @Test
    void fetchesWithinTheLastMinute() {
        Token first = tokens.token(account);
        clock.advance(Duration.ofMinutes(59));
        assertThat(tokens.token(account).secret()).isNotEqualTo(first.secret());
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void remembersAPassingFailureWithGrowingDelay() {
        server.answerAlways(TokenReply.html(502));
        assertThatThrownBy(() -> tokens.token(account))
                .isExactlyInstanceOf(MailboxUnavailable.class)
                .hasMessageNotContaining("Remembered");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> tokens.token(account))
                    .isExactlyInstanceOf(MailboxUnavailable.class)
                    .hasMessageStartingWith("MBX11004: ")
                    .hasMessageContaining("Remembered");
        }
        assertThat(server.requests()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1_400));
        assertThat(tokensAfter(Duration.ZERO, 1)).isEqualTo(1);
        clock.advance(Duration.ofMillis(700));
        assertThat(tokensAfter(Duration.ZERO, 5)).isEqualTo(2);
        assertThat(tokensAfter(Duration.ofMillis(2_900), 5)).isEqualTo(2);
        assertThat(tokensAfter(Duration.ofMillis(1_200), 5)).isEqualTo(3);
        server.recover();
        clock.advance(Duration.ofMinutes(5));
        tokens.token(account);
    }

    @Test
    void leavesTheServerAloneAsLongAsItAsked() {
        server.answerNext(1, TokenReply.throttled(Duration.ofSeconds(90)));
        assertThatThrownBy(() -> tokens.token(account)).isExactlyInstanceOf(MailboxThrottled.class);
        clock.advance(Duration.ofSeconds(80));
        MailboxException again = (MailboxException) catchThrowable(() -> tokens.token(account));
        assertThat(again).isExactlyInstanceOf(MailboxThrottled.class);
        assertThat(again.retryAdvice().delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(server.requests()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(10));
        tokens.token(account);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void asksAServerThatSaidNoOnlyEveryFiveMinutesOrAfterAChange() {
        AccountSettings wrong = account("not-the-secret");
        assertThatThrownBy(() -> tokens.token(wrong)).isExactlyInstanceOf(AuthenticationFailed.class);
        clock.advance(Duration.ofSeconds(299));
        assertThatThrownBy(() -> tokens.token(wrong))
                .isExactlyInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("AADSTS7000215");
        assertThat(server.requests()).isEqualTo(1);
        tokens.token(account);
        assertThat(server.requests()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.token(wrong)).isExactlyInstanceOf(AuthenticationFailed.class);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void replacesARefusedTokenOnceForAll() throws Exception {
        Token refused = tokens.token(account);
        server.hold();
        int callers = 50;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Token>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                results.add(threads.submit(() -> tokens.replacement(account, refused)));
            }
            awaitRequests(2);
            assertThat(tokens.token(account)).as("others are served meanwhile").isSameAs(refused);
            server.recover();
            Set<Secret> secrets = results.stream()
                    .map(TokenManagerTest::get)
                    .map(Token::secret)
                    .collect(Collectors.toSet());
            assertThat(secrets).hasSize(1).doesNotContain(refused.secret());
            assertThat(server.requests()).isEqualTo(2);
            assertThat(tokens.replacement(account, refused).secret()).isIn(secrets);
            assertThat(server.requests()).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void doesNotLetOneMailboxForceRenewalsAllTheTime() {
        Token first = tokens.token(account);
        Token second = tokens.replacement(account, first);
        assertThat(second.secret()).isNotEqualTo(first.secret());
        for (int i = 0; i < 10; i++) {
            assertThat(tokens.replacement(account, second)).isSameAs(second);
        }
        assertThat(server.requests()).isEqualTo(2);
        clock.advance(ForcedRenewals.BETWEEN);
        assertThat(tokens.replacement(account, second).secret()).isNotEqualTo(second.secret());
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void saysWhyARefusedTokenCannotBeReplacedAndKeepsServingIt() {
        Token first = tokens.token(account);
        server.registerClient(Accounts.TENANT, Accounts.CLIENT, "rotated");
        assertThatThrownBy(() -> tokens.replacement(account, first))
                .isExactlyInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("AADSTS7000215");
        assertThat(tokens.token(account)).isSameAs(first);
        assertThatThrownBy(() -> tokens.replacement(account, first))
                .isExactlyInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("Remembered");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void triesToReplaceARefusedTokenAgainAsSoonAsAnOutageAllows() {
        Token first = tokens.token(account);
        server.answerNext(1, TokenReply.html(503));
        assertThatThrownBy(() -> tokens.replacement(account, first)).isExactlyInstanceOf(MailboxUnavailable.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(tokens.replacement(account, first).secret()).isNotEqualTo(first.secret());
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void givesPasswordsWithoutANetworkAndTheSameAgain() {
        AccountSettings own =
                Accounts.account(Authentication.password("user@contoso.example", "app-password"), Trust.JVM_DEFAULT);
        Token password = tokens.token(own);
        assertThat(password.mechanism()).isEqualTo(Mechanism.PASSWORD);
        assertThat(password.expiresAt()).isEqualTo(Instant.MAX);
        assertThat(password.secret().reveal()).isEqualTo("app-password");
        clock.advance(Duration.ofDays(10_000));
        assertThat(tokens.replacement(own, password)).isEqualTo(password);
        assertThat(server.requests()).isZero();
    }

    @Test
    void letsAnotherCallerTakeOverWhenTheFirstIsInterrupted() throws Exception {
        server.hold();
        CompletableFuture<Throwable> first = new CompletableFuture<>();
        Thread leader = new Thread(() -> first.complete(catchThrowable(() -> tokens.token(account))));
        leader.start();
        awaitRequests(1);
        CompletableFuture<Token> second = CompletableFuture.supplyAsync(() -> tokens.token(account));
        leader.interrupt();
        assertThat(first.get(15, TimeUnit.SECONDS))
                .isExactlyInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX11110");
        awaitRequests(2);
        server.recover();
        assertThat(server.accepts("x@contoso.example", get(second).secret().reveal()))
                .isTrue();
    }

    @Test
    void endsItsThreadsAndWaitersWhenClosed() throws Exception {
        tokens.token(account);
        clock.advance(Duration.ofMinutes(50));
        server.hold();
        tokens.token(account);
        awaitRequests(2);
        clock.advance(Duration.ofMinutes(20));
        CompletableFuture<Throwable> waiter =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> tokens.token(account)));
        await().atMost(PATIENCE).until(() -> threads("mailbox-token-refresh") == 1);
        tokens.close();
        tokens.close();
        assertThat(get(waiter)).isExactlyInstanceOf(MailboxUnavailable.class);
        await().atMost(PATIENCE).until(() -> threads("mailbox-token") == 0);
        assertThatThrownBy(() -> tokens.token(account))
                .isExactlyInstanceOf(MailboxUnavailable.class)
                .hasMessageStartingWith("MBX11012: ");
    }

    @Test
    void leavesNoThreadOfTheHttpClient() {
        tokens.token(account);
        assertThat(threads("HttpClient-")).isPositive();
        tokens.close();
        await().atMost(PATIENCE).until(() -> {
            // Before Java 21 the client cannot be closed and ends when it is collected.
            System.gc();
            return threads("HttpClient-") == 0;
        });
    }

    @Test
    void startsNoThreadBeforeItIsAsked() {
        try (Wire other = new Wire(clock);
                TokenManager unused = new TokenManager(
                        clock, other, new TokenSources(clock, other, store -> new InMemoryRefreshTokens()))) {
            assertThat(unused).isNotNull();
            assertThat(threads("mailbox-token")).isZero();
        }
    }

    private int tokensAfter(Duration time, int times) {
        clock.advance(time);
        for (int i = 0; i < times; i++) {
            catchThrowable(() -> tokens.token(account));
        }
        return server.requests();
    }

    private void awaitFailedRenewals(int number) {
        await().atMost(PATIENCE)
                .until(() -> tokens.state(account) instanceof TokenState.Valid valid
                        && valid.before() != null
                        && valid.before().attempts() == number);
    }

    private void awaitRequests(int number) {
        try {
            assertThat(server.awaitRequests(number, PATIENCE)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private AccountSettings account(String secret) {
        return Accounts.account(Accounts.client(server.authority(Accounts.TENANT), secret), trust);
    }
}
