package io.mailboxconnector.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets may stand, and what is said when they are not there. */
class SecretReferenceTest {

    @TempDir
    private Path directory;

    @Test
    void takesATextAsItIs() {
        assertThat(secret("p:ss w0rd")).isEqualTo(Secret.of("p:ss w0rd"));
        assertThat(secret("literal:env:HOME")).isEqualTo(Secret.of("env:HOME"));
    }

    @Test
    void readsEnvironmentAndSystemProperties() {
        System.setProperty("mailbox.test.secret", "from a property");

        assertThat(secret("sys:mailbox.test.secret")).isEqualTo(Secret.of("from a property"));
        assertThat(secret("env:PATH")).isEqualTo(Secret.of(System.getenv("PATH")));
    }

    @Test
    void readsAFileAnew() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "first\r\n");
        SecretReference reference = read("file:" + file, Optional.empty()).orElseThrow();
        assertThat(reference.read()).isEqualTo(Secret.of("first"));

        Files.writeString(file, "second");
        assertThat(reference.read()).isEqualTo(Secret.of("second"));

        Files.delete(file);
        assertThatThrownBy(reference::read)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContainingAll("MBX10101", file.toString());
    }

    @Test
    void readsAnEntryOfAKeyStore() throws Exception {
        Path file = directory.resolve("secrets.p12");
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        SecretKey key = new SecretKeySpec("from a store".getBytes(StandardCharsets.UTF_8), "AES");
        store.setEntry("mail", new KeyStore.SecretKeyEntry(key), new KeyStore.PasswordProtection(password));
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        SecretReference.KeyStoreFile where =
                new SecretReference.KeyStoreFile(file, Optional.of(SecretReference.literal("changeit")));

        assertThat(read("keystore:mail", Optional.of(where)).orElseThrow().read())
                .isEqualTo(Secret.of("from a store"));
        assertThat(fault("keystore:other", Optional.of(where))).contains("entry other", "holds no secret");
        assertThat(fault("keystore:mail", Optional.empty())).contains("secretStore is not given");
    }

    @Test
    void tellsWhatIsMissingWithoutTellingASecret() {
        assertThat(fault("env:NO_SUCH_VARIABLE_HERE", Optional.empty()))
                .contains("environment variable NO_SUCH_VARIABLE_HERE holds no secret");
        assertThat(fault("file:/no/such/file", Optional.empty())).contains("/no/such/file");
        assertThat(fault("line\nbreak", Optional.empty()))
                .contains("line breaks")
                .doesNotContain("break'");
        assertThat(SecretReference.literal("hidden").toString()).doesNotContain("hidden");
    }

    private static Secret secret(String text) {
        return read(text, Optional.empty()).orElseThrow().read();
    }

    private static Optional<SecretReference> read(String text, Optional<SecretReference.KeyStoreFile> store) {
        return new SettingsReader(Map.of("password", text))
                .read("password", SecretReference.format("the password", store));
    }

    private static String fault(String text, Optional<SecretReference.KeyStoreFile> store) {
        SettingsReader reader = new SettingsReader(Map.of("password", text));
        reader.read("password", SecretReference.format("the password", store));
        return reader.report();
    }
}
