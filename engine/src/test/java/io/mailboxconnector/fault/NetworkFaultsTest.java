package io.mailboxconnector.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.testkit.TestCertificates;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String SERVER = "imap.contoso.example:993";

    @Test
    void tellsAnUnknownHost() {
        assertFault(new UnknownHostException("imap.contoso.example"), MailboxUnavailable.class, "MBX12001", "imapHost");
        assertFault(wrapped(new UnresolvedAddressException()), MailboxUnavailable.class, "MBX12001", "imapHost");
    }

    @Test
    void tellsARefusedConnection() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Throwable failure = catchThrowable(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        assertFault(failure, MailboxUnavailable.class, "MBX12002", "imapPort");
    }

    @Test
    void tellsARefusedConnectionThroughTheWrappersOfJakartaMail() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Throwable failure =
                catchThrowable(() -> SocketFetcher.getSocket("127.0.0.1", port, new Properties(), "mail.imap", false));
        assertFault(
                new MessagingException("Couldn't connect", (Exception) failure),
                MailboxUnavailable.class,
                "MBX12002",
                "refuses");
    }

    @Test
    void tellsAnUnreachableNetwork() {
        assertFault(new NoRouteToHostException("No route to host"), MailboxUnavailable.class, "MBX12003", "route");
        assertFault(new ConnectException("Network is unreachable"), MailboxUnavailable.class, "MBX12003", "route");
    }

    @Test
    void tellsAConnectThatTakesTooLong() {
        assertFault(
                new SocketTimeoutException("Connect timed out"),
                MailboxUnavailable.class,
                "MBX12004",
                "connectTimeout");
        assertFault(new ConnectException("Connection timed out"), MailboxUnavailable.class, "MBX12004", "firewall");
    }

    @Test
    void tellsAnAnswerThatTakesTooLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), silent.getLocalPort())) {
            client.setSoTimeout(50);
            Throwable failure = catchThrowable(() -> client.getInputStream().read());
            assertFault(failure, MailboxUnavailable.class, "MBX12005", "readTimeout");
        }
    }

    @Test
    void tellsABrokenConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            Socket accepted = server.accept();
            accepted.setSoLinger(true, 0);
            accepted.close();
            Throwable failure = catchThrowable(() -> client.getInputStream().read());
            assertFault(failure, ConnectionLost.class, "MBX12006", "broke");
        }
        assertFault(new EOFException(), ConnectionLost.class, "MBX12006", "EOFException");
        assertFault(new SocketException("Broken pipe"), ConnectionLost.class, "MBX12006", "Broken pipe");
        assertFault(new ClosedChannelException(), ConnectionLost.class, "MBX12006", "ClosedChannelException");
    }

    @Test
    void tellsAConnectionThatEndsInTheHandshake() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> hangUp = CompletableFuture.runAsync(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.getInputStream().read(new byte[16]);
                    accepted.shutdownOutput();
                    accepted.getInputStream().readNBytes(4096);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            Throwable failure = handshake(CERTIFICATES.client(), server.getLocalPort(), "localhost");
            assertFault(failure, MailboxUnavailable.class, "MBX12007", "handshake");
            hangUp.join();
        }
    }

    @Test
    void tellsACertificateThatNobodyTrusts() throws Exception {
        Throwable failure =
                handshakeWith(CERTIFICATES.server(), TestCertificates.create().client());
        assertFault(failure, ConfigurationInvalid.class, "MBX12008", "trustedCertificates");
    }

    @Test
    void tellsACertificateForAnotherName() throws Exception {
        Throwable failure = handshakeWith(CERTIFICATES.serverForOtherName(), CERTIFICATES.client());
        assertFault(failure, ConfigurationInvalid.class, "MBX12009", "imapHost");
    }

    @Test
    void tellsAnExpiredCertificate() throws Exception {
        Throwable failure = handshakeWith(CERTIFICATES.serverExpired(), CERTIFICATES.client());
        assertFault(failure, ConfigurationInvalid.class, "MBX12010", "expired");
    }

    @Test
    void tellsPlainTextWhereTlsWasExpected() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream()
                            .write("220 plain text server ready\r\n".getBytes(StandardCharsets.US_ASCII));
                    accepted.shutdownOutput();
                    drain(accepted.getInputStream());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            Throwable failure = handshake(CERTIFICATES.client(), server.getLocalPort(), "localhost");
            assertFault(failure, ConfigurationInvalid.class, "MBX12012", "starttls");
            greeting.join();
        }
    }

    @Test
    void tellsAServerWithoutCommonTls() {
        assertFault(
                new SSLHandshakeException("Received fatal alert: protocol_version"),
                ConfigurationInvalid.class,
                "MBX12013",
                "TLS 1.2");
    }

    @Test
    void triesAgainWhatItDoesNotKnow() {
        assertFault(new IOException("Something else"), MailboxUnavailable.class, "MBX12014", "Something else");
    }

    @Test
    void keepsWhatIsClassifiedAlready() {
        AuthenticationFailed classified = new AuthenticationFailed("MBX11001: no", null);
        assertThat(NetworkFaults.classify(SERVER, wrapped(classified))).isSameAs(classified);
    }

    @Test
    void endsOnACycleOfCauses() {
        IOException one = new IOException("one");
        one.initCause(new IOException("two", one));
        assertThat(NetworkFaults.classify(SERVER, one)).isInstanceOf(MailboxUnavailable.class);
    }

    private static void assertFault(
            Throwable failure, Class<? extends MailboxException> type, String code, String remedy) {
        for (Throwable each : new Throwable[] {failure, wrapped(failure)}) {
            MailboxException classified = NetworkFaults.classify(SERVER, each);
            assertThat(classified).isExactlyInstanceOf(type).hasCause(each);
            assertThat(classified.code()).isEqualTo(code);
            assertThat(classified.getMessage())
                    .startsWith(code + ": ")
                    .contains(SERVER)
                    .contains(remedy);
        }
    }

    private static Throwable wrapped(Throwable cause) {
        return new IOException("outer", new RuntimeException("middle", cause));
    }

    private static Throwable handshakeWith(SSLContext server, SSLContext client) throws Exception {
        try (ServerSocket listening =
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Throwable> serving = CompletableFuture.supplyAsync(() -> catchThrowable(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    drain(accepted.getInputStream());
                }
            }));
            Throwable failure = handshake(client, listening.getLocalPort(), "localhost");
            serving.join();
            return failure;
        }
    }

    private static Throwable handshake(SSLContext context, int port, String host) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            plain.setSoTimeout(10_000);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
            socket.setSSLParameters(parameters);
            Throwable failure = catchThrowable(socket::startHandshake);
            assertThat(failure).isNotNull();
            return failure;
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.readAllBytes();
    }
}
