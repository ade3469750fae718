package io.mailboxconnector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.SecretReference;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    @TempDir
    private Path directory;

    private final Wire wire = new Wire(Clock.systemUTC());

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void trustsThePemFileInAdditionToTheJvm() throws Exception {
        Trust trust = pem(CERTIFICATES.writeAuthorityPem(directory));
        handshake(CERTIFICATES.server(), wire.tls(trust));
        assertThatThrownBy(() -> handshake(CERTIFICATES.server(), wire.tls(Trust.JVM_DEFAULT)))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void trustsTheTrustStore() throws Exception {
        Path store = CERTIFICATES.writeTrustStore(directory);
        handshake(CERTIFICATES.server(), wire.tls(store(store, TestCertificates.STORE_PASSWORD)));
    }

    @Test
    void makesAContextOncePerSetting() {
        Trust trust = pem(CERTIFICATES.writeAuthorityPem(directory));
        assertThat(wire.tls(trust)).isSameAs(wire.tls(pem(directory.resolve("ca.pem"))));
        assertThat(wire.tls(Trust.JVM_DEFAULT)).isNotSameAs(wire.tls(trust)).isSameAs(wire.tls(Trust.JVM_DEFAULT));
    }

    @Test
    void makesTheContextAnewWhenTheFileChanges() throws Exception {
        TestCertificates next = TestCertificates.create();
        Path file = CERTIFICATES.writeAuthorityPem(directory);
        SSLContext before = wire.tls(pem(file));
        next.writeAuthorityPem(directory);
        Files.setLastModifiedTime(file, FileTime.fromMillis(86_400_000));
        assertThat(wire.tls(pem(file))).isNotSameAs(before);
        handshake(next.server(), wire.tls(pem(file)));
    }

    @Test
    void saysThatAFileIsMissingAndRecoversWhenItIsThere() throws Exception {
        Trust trust = pem(directory.resolve("ca.pem"));
        assertThatThrownBy(() -> wire.tls(trust))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12101: ")
                .hasMessageContainingAll(
                        "trustedCertificates", directory.resolve("ca.pem").toString(), "NoSuchFile");
        CERTIFICATES.writeAuthorityPem(directory);
        handshake(CERTIFICATES.server(), wire.tls(trust));
        Files.delete(directory.resolve("ca.pem"));
        assertThatThrownBy(() -> wire.tls(trust)).isInstanceOf(ConfigurationInvalid.class);
    }

    @Test
    void saysThatAPemFileIsNone() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate at all");
        Path damaged = Files.writeString(
                directory.resolve("damaged.pem"),
                "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n");
        for (Path file : new Path[] {empty, text, damaged}) {
            assertThatThrownBy(() -> wire.tls(pem(file)))
                    .isInstanceOf(ConfigurationInvalid.class)
                    .hasMessageStartingWith("MBX12102: ")
                    .hasMessageContainingAll("trustedCertificates", file.toString(), "BEGIN CERTIFICATE");
        }
    }

    @Test
    void saysThatATrustStoreIsNoneOrItsPasswordWrong() throws IOException {
        Path good = CERTIFICATES.writeTrustStore(directory);
        Path bad = Files.writeString(directory.resolve("bad.p12"), "no store");
        assertThatThrownBy(() -> wire.tls(store(good, "not-the-password")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12103: ")
                .hasMessageContainingAll("trustStore", good.toString(), "trustStorePassword")
                .hasMessageNotContaining("not-the-password");
        assertThatThrownBy(() -> wire.tls(store(bad, "x")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContainingAll("trustStore", bad.toString());
        assertThatThrownBy(() -> wire.tls(store(directory.resolve("none.p12"), "x")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX12101: ")
                .hasMessageContaining("trustStore");
    }

    @Test
    void runsDeadlinesOnOneDaemonThreadThatStartsLateAndEndsWithIt() throws Exception {
        assertThat(deadlineThreads()).isZero();
        Thread thread = wire.deadlines().submit(Thread::currentThread).get(5, TimeUnit.SECONDS);
        assertThat(wire.deadlines().submit(Thread::currentThread).get(5, TimeUnit.SECONDS))
                .isSameAs(thread);
        assertThat(thread.getName()).isEqualTo("mailbox-deadlines");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(Wire.class.getClassLoader());
        wire.deadlines().schedule(() -> {}, 1, TimeUnit.HOURS);
        wire.close();
        wire.close();
        thread.join(Duration.ofSeconds(5).toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThatThrownBy(() -> wire.deadlines().schedule(() -> {}, 1, TimeUnit.SECONDS))
                .isInstanceOf(RejectedExecutionException.class);
    }

    private static long deadlineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(Wire.DEADLINES))
                .count();
    }

    private static Trust pem(Path file) {
        return new Trust(Optional.of(file), Optional.empty(), Optional.empty());
    }

    private static Trust store(Path file, String password) {
        return new Trust(Optional.empty(), Optional.of(file), Optional.of(SecretReference.literal(password)));
    }

    private static void handshake(SSLContext server, SSLContext client) throws Exception {
        try (ServerSocket listening =
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> serving = CompletableFuture.supplyAsync(() -> {
                try (Socket accepted = listening.accept()) {
                    return accepted.getInputStream().read();
                } catch (IOException e) {
                    return -2;
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                socket.setSoTimeout(10_000);
                socket.startHandshake();
                socket.getOutputStream().write(7);
                socket.getOutputStream().flush();
                assertThat(serving.get(10, TimeUnit.SECONDS)).isEqualTo(7);
            }
        }
    }
}
