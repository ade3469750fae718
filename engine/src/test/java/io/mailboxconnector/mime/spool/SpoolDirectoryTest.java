package io.mailboxconnector.mime.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.MailboxUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails in files leave nothing behind, whatever happens to them or to the process. */
class SpoolDirectoryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @Test
    void isMadeOnFirstUseForThisUserOnly() throws IOException {
        try (SpoolDirectory spool = new SpoolDirectory(parent)) {
            assertThat(files(parent)).isEmpty();
            SpooledMail mail = mail(spool, "first");

            Path directory = directory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(files(directory))
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
            try (InputStream in = mail.open()) {
                assertThat(in.readAllBytes()).asString().isEqualTo("first");
            }
            mail.close();
            assertThat(files(directory)).isEmpty();
        }
        assertThat(files(parent)).isEmpty();
    }

    @Test
    void takesMailsWithItThatNobodyClosedAndIsMadeAnewAfterwards() throws IOException {
        SpoolDirectory spool = new SpoolDirectory(parent);
        SpooledMail forgotten = mail(spool, "forgotten");
        spool.close();
        spool.close();
        assertThat(files(parent)).isEmpty();
        forgotten.close();

        mail(spool, "later").close();
        spool.close();
        assertThat(files(parent)).isEmpty();
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Path left = left("mailbox-spool-1-1-dead");
        Files.writeString(left.resolve("mail-1.eml"), "a secret");
        Files.writeString(left.resolve("mail-2.eml"), "another one");

        assertThat(new SpoolDirectory(parent).removeLeftovers()).isEqualTo(2);
        assertThat(files(parent)).isEmpty();
    }

    @Test
    void leavesTheDirectoriesOfTheLivingAlone() throws Exception {
        Path other = left("mailbox-spool-1-1-alive");
        Files.writeString(other.resolve("mail.eml"), "in use");
        Process living = holder(parent.resolve("mailbox-spool-1-1-alive.lock"));
        try (SpoolDirectory own = new SpoolDirectory(parent)) {
            mail(own, "ours");

            assertThat(new SpoolDirectory(parent).removeLeftovers()).isZero();
            assertThat(files(other)).hasSize(1);
        } finally {
            living.destroyForcibly().waitFor();
        }
        assertThat(new SpoolDirectory(parent).removeLeftovers()).isEqualTo(1);
        assertThat(files(parent)).isEmpty();
    }

    @Test
    void leavesOtherFilesAndLocksThatAreJustBeingMadeAlone() throws IOException {
        Files.createFile(parent.resolve("mailbox-spool-1-1-new.lock"));
        Files.createDirectory(parent.resolve("mailbox-spool-notes"));
        Files.createFile(parent.resolve("other.txt"));

        assertThat(new SpoolDirectory(parent).removeLeftovers()).isZero();
        assertThat(files(parent)).hasSize(3);
        assertThat(new SpoolDirectory(parent.resolve("missing")).removeLeftovers())
                .isZero();
    }

    @Test
    void saysWhatIsWrongWhenNoFileCanBeMade() throws IOException {
        Path file = Files.createFile(parent.resolve("no-directory"));
        SpoolDirectory spool = new SpoolDirectory(file);

        assertThatThrownBy(() -> SpooledMail.create(spool))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageContaining("MBX15001")
                .hasMessageContaining("java.io.tmpdir");
    }

    private Path left(String name) throws IOException {
        Files.createFile(parent.resolve(name + ".lock"));
        return Files.createDirectory(parent.resolve(name));
    }

    private Path directory() {
        return files(parent).stream().filter(Files::isDirectory).findFirst().orElseThrow();
    }

    private static SpooledMail mail(SpoolDirectory spool, String text) {
        SpooledMail mail = SpooledMail.create(spool);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        mail.append(bytes, 0, bytes.length);
        return mail;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process that holds a lock until it is killed. */
    private static Process holder(Path lock) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('L');
        return process;
    }

    /** What the other process runs. */
    static final class LockHolder {

        private LockHolder() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.write('L');
                System.out.flush();
                // Until it is killed: its input never ends before.
                while (System.in.read() >= 0) {
                    continue;
                }
            }
        }
    }
}
