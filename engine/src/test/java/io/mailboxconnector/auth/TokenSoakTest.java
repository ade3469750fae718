package io.mailboxconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.auth.source.TokenSources;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.testkit.TestCertificates;
import io.mailboxconnector.testkit.oauth.FakeAuthorizationServer;
import io.mailboxconnector.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes with tokens that live for five seconds, by a clock that a test moves. */
class TokenSoakTest {

    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final int STEPS = 2_400;

    /** One request each time that 80 % of a life is over. */
    private static final int EXPECTED = 150;

    @TempDir
    private Path directory;

    private final Queue<LogRecord> warnings = new ConcurrentLinkedQueue<>();

    @Test
    void everyTokenThatIsHandedOutIsGoodAndRequestsAreAsFewAsExpected() {
        TestCertificates certificates = TestCertificates.create();
        MovableClock clock = new MovableClock();
        Handler recorder = new Warnings();
        Logger.getLogger("io.mailboxconnector").addHandler(recorder);
        int refused = 0;
        try (FakeAuthorizationServer server = FakeAuthorizationServer.start(certificates.server(), clock, 0);
                Wire wire = new Wire(clock);
                TokenManager tokens = new TokenManager(
                        clock, wire, new TokenSources(clock, wire, store -> new InMemoryRefreshTokens()))) {
            server.setTokenLife(LIFE);
            server.registerClient(Accounts.TENANT, Accounts.CLIENT, Accounts.SECRET);
            AccountSettings account = Accounts.account(
                    Accounts.client(server.authority(Accounts.TENANT), Accounts.SECRET),
                    Accounts.trust(certificates.writeAuthorityPem(directory)));
            for (int step = 0; step < STEPS; step++) {
                String token = tokens.token(account).secret().reveal();
                refused += server.accepts("inbox@contoso.example", token) ? 0 : 1;
                if (tokens.state(account).isInFlight()) {
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> !tokens.state(account).isInFlight());
                }
                clock.advance(STEP);
            }
            assertThat(server.requests()).isBetween(EXPECTED * 9 / 10, EXPECTED * 11 / 10);
        } finally {
            Logger.getLogger("io.mailboxconnector").removeHandler(recorder);
        }
        assertThat(refused).isZero();
        assertThat(warnings).isEmpty();
    }

    private final class Warnings extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(line);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
