package io.mailboxconnector.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final int SHORT = 100;
    private static final int PATIENT = 10_000;

    private ServerSocket server;
    private FaultProxy proxy;
    private Socket client;
    private Socket served;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(server.getLocalPort());
        client = newClient();
        served = server.accept();
        served.setSoTimeout(PATIENT);
        Awaitility.await().until(() -> proxy.open() == 1);
    }

    private Socket newClient() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENT);
        return socket;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
        proxy.close();
        server.close();
    }

    @Test
    void passesOnInBothDirections() throws IOException {
        client.getOutputStream().write('a');
        served.getOutputStream().write('b');

        assertThat(served.getInputStream().read()).isEqualTo('a');
        assertThat(client.getInputStream().read()).isEqualTo('b');
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void holdsBackByTheLatency() throws IOException {
        Duration latency = Duration.ofMillis(SHORT);
        proxy.latency(latency);
        long sent = System.nanoTime();
        client.getOutputStream().write('a');

        assertThat(served.getInputStream().read()).isEqualTo('a');
        assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(latency.toNanos());
    }

    @Test
    void swallowsAndLeavesTheConnectionOpen() throws IOException {
        proxy.blackHole(true);
        served.getOutputStream().write('a');
        client.setSoTimeout(SHORT);

        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> client.getInputStream().read());
        try (Socket another = newClient()) {
            another.setSoTimeout(SHORT);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> another.getInputStream().read());
        }
    }

    @Test
    void forgetsAConnectionThatWasSilent() throws IOException {
        proxy.dropIdleAfter(Duration.ofNanos(1));
        client.getOutputStream().write('a');
        served.setSoTimeout(SHORT);

        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> served.getInputStream().read());
    }

    @Test
    void cutsAfterSoManyBytes() throws IOException {
        proxy.cutAfter(2);
        served.getOutputStream().write(new byte[] {'a', 'b', 'c'});
        StringBuilder got = new StringBuilder();

        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
            for (int next = client.getInputStream().read();
                    next >= 0;
                    next = client.getInputStream().read()) {
                got.append((char) next);
            }
        });
        assertThat("ab").startsWith(got.toString());
    }

    @Test
    void resets() {
        proxy.reset();

        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read());
        assertThat(proxy.open()).isZero();
    }

    @Test
    void endsInOrder() throws IOException {
        proxy.fin();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void refusesAndAcceptsAgain() throws IOException {
        proxy.refuse(true);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::newClient);

        proxy.clear();
        try (Socket again = newClient()) {
            Awaitility.await().until(() -> proxy.open() == 2);
            assertThat(again.isConnected()).isTrue();
        }
    }
}
