package io.mailboxconnector.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.settings.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refresh tokens in files. */
class FileTokensTest extends RefreshTokenStoreContract {

    @TempDir
    private Path parent;

    @Override
    FileTokens node(StoreKeys keys) {
        return new FileTokens(directory(), keys, SHORT);
    }

    private Path directory() {
        return parent.resolve("state").resolve("tokens");
    }

    @Override
    String raw() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            all.append(file.getFileName()).append(Files.readString(file));
        }
        return all.toString();
    }

    @Override
    void swapAdaForBob() throws IOException {
        Files.copy(
                directory().resolve(PlaceName.of(ADA) + ".jwe"),
                directory().resolve(PlaceName.of(BOB) + ".jwe"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void showsItsFilesToTheirOwnerOnly() throws IOException {
        store(node(keys(KEY_1)), ADA, "token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(raw()).doesNotContain("ada");
    }

    @Test
    void leavesTheOldTokenWhenACrashCameBeforeTheRename() throws IOException {
        store(node(keys(KEY_1)), ADA, "old");
        Files.writeString(directory().resolve(PlaceName.of(ADA) + ".new"), "half a tok");

        assertThat(load(node(keys(KEY_1)), ADA)).contains("old");
        store(node(keys(KEY_1)), ADA, "new");
        assertThat(load(node(keys(KEY_1)), ADA)).contains("new");
    }

    @Test
    void tellsADamagedToken() throws IOException {
        store(node(keys(KEY_1)), ADA, "old");
        Path file = directory().resolve(PlaceName.of(ADA) + ".jwe");
        String sealed = Files.readString(file);
        char last = sealed.charAt(sealed.length() - 3);
        Files.writeString(file, sealed.substring(0, sealed.length() - 3) + (last == 'A' ? 'B' : 'A') + "AA");

        assertThatThrownBy(() -> load(node(keys(KEY_1)), ADA)).hasMessageStartingWith("MBX11203");
        Files.writeString(file, "no JWE");
        assertThatThrownBy(() -> load(node(keys(KEY_1)), ADA)).hasMessageStartingWith("MBX11203");
    }

    @Test
    void tellsADirectoryThatCannotBeUsed() throws IOException {
        Files.createDirectories(directory().getParent());
        Files.writeString(directory(), "a file in its place");

        assertThatThrownBy(() -> load(node(keys(KEY_1)), ADA))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX11204")
                .hasMessageContaining(directory().toString());
    }

    @Test
    void givesUpWhenSomebodyElseKeepsTheTokenTooLong() {
        int[] waits = {0};
        FileTokens patient = new FileTokens(directory(), keys(KEY_1), length -> waits[0]++);
        try (RefreshTokenStore.Slot kept = node(keys(KEY_1)).open(ADA)) {
            assertThatThrownBy(() -> patient.open(ADA))
                    .isInstanceOf(MailboxUnavailable.class)
                    .hasMessageStartingWith("MBX11205");
            kept.replace(Secret.of("token"));
        }
        assertThat(waits[0]).isGreaterThan(100);
        assertThat(load(patient, ADA)).contains("token");
    }

    @Test
    void keepsTheInterruptionOfAThreadThatWaits() {
        try (RefreshTokenStore.Slot kept = node(keys(KEY_1)).open(ADA)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> node(keys(KEY_1)).open(ADA))
                    .isInstanceOf(MailboxUnavailable.class)
                    .hasMessageStartingWith("MBX11206");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(kept.load()).isEmpty();
        }
    }

    /** The lock holds between processes, too. */
    @Test
    void neverLosesTheNewerTokenBetweenTwoProcesses() throws Exception {
        int rounds = 25;
        store(node(keys(KEY_1)), ADA, "0");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                            Refresher.class.getName(),
                            directory().toString(),
                            String.valueOf(rounds))
                    .redirectErrorStream(true)
                    .redirectOutput(parent.resolve("process-" + i + ".log").toFile())
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("%s", Files.readString(parent.resolve("process-0.log")))
                    .isZero();
        }
        assertThat(load(node(keys(KEY_1)), ADA)).contains(String.valueOf(2 * rounds));
    }

    /** A process that refreshes again and again. */
    static final class Refresher {

        private Refresher() {}

        public static void main(String... arguments) {
            FileTokens node = new FileTokens(Path.of(arguments[0]), keys(KEY_1), SHORT);
            for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
                try (RefreshTokenStore.Slot slot = node.open(ADA)) {
                    int present = Integer.parseInt(slot.load().orElseThrow().reveal());
                    slot.replace(Secret.of(String.valueOf(present + 1)));
                }
            }
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory())) {
            return files.toList();
        }
    }
}
