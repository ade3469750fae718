package io.mailboxconnector.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a store as administrators give them. */
class StoreKeysTest {

    @Test
    void takesBase64AndHexadecimalDigitsAlike() {
        StoreKeys.StoreKey hexadecimal = keys("ff".repeat(32)).sealing();
        StoreKeys.StoreKey base64 = keys("/".repeat(42) + "8=").sealing();
        StoreKeys.StoreKey url = keys(" " + "_".repeat(42) + "8\n").sealing();

        assertThat(hexadecimal.bytes()).hasSize(32).containsOnly(0xff);
        assertThat(base64.id()).isEqualTo(hexadecimal.id()).isEqualTo(url.id()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-short-as-a-key", "no base64 at all!", "MDEyMzQ1Njc4OWFiY2RlZg=="})
    void refusesAnythingElseWithoutQuotingIt(String key) {
        assertThatThrownBy(() -> keys(key).sealing())
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11201")
                .hasMessageContaining("tokenStoreKey")
                .hasMessageNotContaining(key)
                .hasNoCause();
    }

    private static StoreKeys keys(String key) {
        return StoreKeys.of(() -> Secret.of(key), Optional.empty());
    }
}
