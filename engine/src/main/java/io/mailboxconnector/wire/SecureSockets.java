package io.mailboxconnector.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS 1.2 or 1.3 on the sockets of a session. Every TLS socket lies on a plain one that the session knows: that one can
 * be closed from another thread without the farewell of TLS, which may block.
 *
 * <p>Safe for use by any number of threads.
 */
final class SecureSockets extends SSLSocketFactory {

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final SessionSockets session;
    private final SSLSocketFactory factory;

    SecureSockets(SessionSockets session, SSLSocketFactory factory) {
        this.session = session;
        this.factory = factory;
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
        session.adopt(below);
        Socket socket = factory.createSocket(below, host, port, autoClose);
        if (socket instanceof SSLSocket secure) {
            String[] supported = secure.getSupportedProtocols();
            secure.setEnabledProtocols(PROTOCOLS.stream()
                    .filter(Stream.of(supported).toList()::contains)
                    .toArray(String[]::new));
        }
        session.secured(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return above(session.plain().createSocket(host, port), host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return above(session.plain().createSocket(host, port, localHost, localPort), host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return above(session.plain().createSocket(host, port), host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return above(session.plain().createSocket(host, port, localHost, localPort), host.getHostName(), port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    private Socket above(Socket below, String host, int port) throws IOException {
        try {
            return createSocket(below, host, port, true);
        } catch (IOException e) {
            below.close();
            throw e;
        }
    }
}
