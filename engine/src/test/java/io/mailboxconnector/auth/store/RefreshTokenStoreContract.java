package io.mailboxconnector.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of refresh tokens keeps to. */
abstract class RefreshTokenStoreContract {

    static final PrincipalKey ADA =
            new PrincipalKey(URI.create("https://login.example/t/"), "client-1", "ada@contoso.example");
    static final PrincipalKey BOB =
            new PrincipalKey(URI.create("https://login.example/t/"), "client-1", "bob@contoso.example");
    static final String KEY_1 = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final String KEY_2 = "ff".repeat(32);
    static final Pause SHORT = length -> Pause.real().pause(Duration.ofMillis(10));

    /** The same store as another node sees it. */
    abstract RefreshTokenStore node(StoreKeys keys) throws Exception;

    /** Everything that is stored, as somebody sees it who reads disk or database. */
    abstract String raw() throws Exception;

    /** Puts what is stored for Ada in the place of what is stored for Bob. */
    abstract void swapAdaForBob() throws Exception;

    static StoreKeys keys(String current) {
        return StoreKeys.of(source(current), Optional.empty());
    }

    static Supplier<Secret> source(String key) {
        return () -> Secret.of(key);
    }

    static Optional<String> load(RefreshTokenStore store, PrincipalKey owner) {
        try (RefreshTokenStore.Slot slot = store.open(owner)) {
            return slot.load().map(Secret::reveal);
        }
    }

    static void store(RefreshTokenStore store, PrincipalKey owner, String token) {
        try (RefreshTokenStore.Slot slot = store.open(owner)) {
            slot.replace(Secret.of(token));
        }
    }

    @Test
    void hasNothingAtFirstAndKeepsWhatIsStoredForEachPerson() throws Exception {
        RefreshTokenStore node = node(keys(KEY_1));
        assertThat(load(node, ADA)).isEmpty();

        store(node, ADA, "token-of-ada");
        store(node, BOB, "token-of-bob");
        store(node, ADA, "newer-token-of-ada");

        RefreshTokenStore other = node(keys(KEY_1));
        assertThat(load(other, ADA)).contains("newer-token-of-ada");
        assertThat(load(other, BOB)).contains("token-of-bob");
        assertThat(raw()).doesNotContain("token-of-ada", "token-of-bob").contains("eyJ");
    }

    @Test
    void opensWithThePreviousKeyAndSealsWithTheCurrentOne() throws Exception {
        store(node(keys(KEY_1)), ADA, "old");
        StoreKeys rotated = StoreKeys.of(source(KEY_2), Optional.of(source(KEY_1)));

        assertThat(load(node(rotated), ADA)).contains("old");
        store(node(rotated), ADA, "new");

        assertThat(load(node(keys(KEY_2)), ADA)).contains("new");
        assertThatThrownBy(() -> load(node(keys(KEY_1)), ADA))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11202")
                .hasMessageContaining("tokenStoreKeyPrevious");
    }

    @Test
    void doesNotTakeTheTokenOfSomebodyElse() throws Exception {
        RefreshTokenStore node = node(keys(KEY_1));
        store(node, ADA, "token-of-ada");
        store(node, BOB, "token-of-bob");
        swapAdaForBob();

        assertThatThrownBy(() -> load(node, BOB))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11203")
                .hasMessageContaining("bob@contoso.example")
                .hasMessageNotContaining("token-of-ada");
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        RefreshTokenStore node = node(keys(KEY_1));
        RefreshTokenStore.Slot slot = node.open(ADA);
        slot.close();
        slot.close();
        store(node, ADA, "token");
        assertThat(load(node, ADA)).contains("token");
    }

    /** Each of two nodes takes the present token and replaces it by the next one, at the same moments. */
    @Test
    void neverLosesTheNewerTokenWhenTwoNodesRefreshAtOnce() throws Exception {
        int rounds = 15;
        store(node(keys(KEY_1)), ADA, "0");
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> done = List.of(
                    threads.submit(() -> refresh(node(keys(KEY_1)), rounds, together)),
                    threads.submit(() -> refresh(node(keys(KEY_1)), rounds, together)));
            for (Future<?> one : done) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(load(node(keys(KEY_1)), ADA)).contains(String.valueOf(2 * rounds));
    }

    private static Object refresh(RefreshTokenStore node, int rounds, CyclicBarrier together) throws Exception {
        for (int round = 0; round < rounds; round++) {
            together.await(30, TimeUnit.SECONDS);
            try (RefreshTokenStore.Slot slot = node.open(ADA)) {
                int present = Integer.parseInt(slot.load().orElseThrow().reveal());
                slot.replace(Secret.of(String.valueOf(present + 1)));
            }
        }
        return rounds;
    }
}
