package io.mailboxconnector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailboxconnector.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionSocketsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final int GREETING = 42;

    private final SessionSockets sockets = new SessionSockets(CERTIFICATES.client());
    private Greeter plainServer;
    private Greeter tlsServer;

    @BeforeEach
    void start() throws IOException {
        plainServer = new Greeter(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        tlsServer = new Greeter(tls(CERTIFICATES.server()));
    }

    @AfterEach
    void stop() throws IOException {
        sockets.abort();
        plainServer.close();
        tlsServer.close();
    }

    @Test
    void keepsPlainConnectionsAlive() throws IOException {
        try (Socket socket = sockets.plain().createSocket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", plainServer.port()));
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getInputStream().read()).isEqualTo(GREETING);
        }
    }

    @Test
    void speaksTlsFromTwelveOn() throws IOException {
        try (SSLSocket socket = (SSLSocket) sockets.secure().createSocket("localhost", tlsServer.port())) {
            assertThat(socket.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
            assertThat(socket.getInputStream().read()).isEqualTo(GREETING);
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void abortEndsAReadOfPlainText() throws Exception {
        Socket socket = sockets.plain().createSocket("localhost", plainServer.port());
        assertAbortEndsRead(socket);
    }

    @Test
    void abortEndsAReadUnderTlsWithoutAFarewell() throws Exception {
        Socket socket = sockets.secure().createSocket("localhost", tlsServer.port());
        assertAbortEndsRead(socket);
    }

    @Test
    void abortEndsAReadAfterTlsWasPutOnAPlainConnection() throws Exception {
        Socket plain = sockets.plain().createSocket("localhost", tlsServer.port());
        Socket socket = sockets.secure().createSocket(plain, "localhost", tlsServer.port(), true);
        assertAbortEndsRead(socket);
    }

    @Test
    void abortEndsAHandshakeThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SSLSocket socket = (SSLSocket) sockets.secure().createSocket("localhost", silent.getLocalPort());
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<Throwable> handshake = CompletableFuture.supplyAsync(() -> {
                started.countDown();
                return catchThrowable(socket::startHandshake);
            });
            started.await();
            silent.accept().getInputStream().read();
            sockets.abort();
            assertThat(handshake.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesNewConnectionsAfterAnAbort() {
        sockets.abort();
        sockets.abort();
        assertThat(sockets.isAborted()).isTrue();
        assertThatThrownBy(() -> sockets.plain().createSocket()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> sockets.secure().createSocket("localhost", tlsServer.port()))
                .isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> sockets.setReadTimeout(Duration.ZERO)).isInstanceOf(SocketException.class);
    }

    @Test
    void closesAConnectionThatWasMadeDuringTheAbort() throws IOException {
        try (Socket foreign = new Socket(InetAddress.getLoopbackAddress(), tlsServer.port())) {
            sockets.abort();
            assertThatThrownBy(() -> sockets.secure().createSocket(foreign, "localhost", tlsServer.port(), true))
                    .isInstanceOf(SocketException.class);
            assertThat(foreign.isClosed()).isTrue();
        }
    }

    @Test
    void changesTheReadTimeoutOfTheLiveConnection() throws IOException {
        try (Socket socket = sockets.secure().createSocket("localhost", tlsServer.port())) {
            assertThat(socket.getInputStream().read()).isEqualTo(GREETING);
            sockets.setReadTimeout(Duration.ofNanos(1));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            sockets.setReadTimeout(Duration.ZERO);
            assertThat(socket.getSoTimeout()).isZero();
            sockets.setReadTimeout(Duration.ofDays(365));
            assertThat(socket.getSoTimeout()).isEqualTo(Integer.MAX_VALUE);
            assertThatThrownBy(() -> sockets.setReadTimeout(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void servesJakartaMailWithWriteTimeoutAndImplicitTls() throws Exception {
        Properties properties = mailProperties();
        Socket socket = SocketFetcher.getSocket("localhost", tlsServer.port(), properties, "mail.imap", true);
        assertThat(socket.getKeepAlive()).isTrue();
        assertAbortEndsRead(socket);
    }

    @Test
    void servesJakartaMailWithWriteTimeoutAndStartTls() throws Exception {
        Properties properties = mailProperties();
        Socket plain = SocketFetcher.getSocket("localhost", tlsServer.port(), properties, "mail.imap", false);
        Socket socket = SocketFetcher.startTLS(plain, "localhost", properties, "mail.imap");
        assertThat(socket.getKeepAlive()).isTrue();
        assertAbortEndsRead(socket);
    }

    @Test
    void neverLetsJakartaMailFallBackToSocketsOfItsOwn() throws Exception {
        SessionSockets distrustful =
                new SessionSockets(TestCertificates.create().client());
        Properties properties = new Properties();
        distrustful.applyTo(properties, "mail.imap");
        assertThatThrownBy(() -> SocketFetcher.getSocket("localhost", tlsServer.port(), properties, "mail.imap", true))
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(tlsServer.accepted()).isEqualTo(1);
    }

    private Properties mailProperties() {
        Properties properties = new Properties();
        sockets.applyTo(properties, "mail.imap");
        properties.setProperty("mail.imap.connectiontimeout", "5000");
        properties.setProperty("mail.imap.timeout", "60000");
        properties.setProperty("mail.imap.writetimeout", "60000");
        return properties;
    }

    private void assertAbortEndsRead(Socket socket) throws Exception {
        assertThat(socket.getInputStream().read()).isEqualTo(GREETING);
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Throwable> read = CompletableFuture.supplyAsync(() -> {
            reading.countDown();
            return catchThrowable(() -> socket.getInputStream().read());
        });
        reading.await();
        sockets.abort();
        assertThat(read.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    private static ServerSocket tls(SSLContext context) throws IOException {
        return context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    /** Sends one byte to everybody and then only listens. */
    private static final class Greeter implements AutoCloseable {

        private final ServerSocket server;
        private final java.util.concurrent.atomic.AtomicInteger accepted =
                new java.util.concurrent.atomic.AtomicInteger();

        Greeter(ServerSocket server) {
            this.server = server;
            Thread thread = new Thread(this::accept, "greeter");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        int accepted() {
            return accepted.get();
        }

        private void accept() {
            Stream.generate(this::next).takeWhile(java.util.Objects::nonNull).forEach(socket -> {
                accepted.incrementAndGet();
                Thread thread = new Thread(() -> greet(socket), "greeting");
                thread.setDaemon(true);
                thread.start();
            });
        }

        private Socket next() {
            try {
                return server.accept();
            } catch (IOException e) {
                return null;
            }
        }

        private static void greet(Socket socket) {
            try (socket) {
                socket.getOutputStream().write(GREETING);
                socket.getOutputStream().flush();
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client went away, which is what the tests are about.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
