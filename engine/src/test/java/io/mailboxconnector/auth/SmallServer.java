package io.mailboxconnector.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server on loopback that answers a few paths with JSON, whoever asks; everything else is not found. */
public final class SmallServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param line method, path and query
     * @param headers the first value of each header
     * @param body the body
     * @param client the subject of the certificate that the client presented, else empty text
     */
    public record Asked(String line, Function<String, String> headers, String body, String client) {}

    private SmallServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    /** Without TLS, for what is on the same machine. */
    public static SmallServer plain() {
        try {
            return new SmallServer(HttpServer.create(loopback(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With TLS. */
    public static SmallServer tls(SSLContext context) {
        return tls(context, false);
    }

    /** With TLS, for clients that present a certificate. */
    public static SmallServer mutualTls(SSLContext context) {
        return tls(context, true);
    }

    private static SmallServer tls(SSLContext context, boolean mutual) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ours = context.getDefaultSSLParameters();
                    ours.setNeedClientAuth(mutual);
                    parameters.setSSLParameters(ours);
                }
            });
            return new SmallServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers a path from now on. */
    public SmallServer answering(String path, String json) {
        answers.put(path, json);
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    name -> String.valueOf(exchange.getRequestHeaders().getFirst(name)),
                    body,
                    client(exchange)));
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String client(HttpExchange exchange) {
        try {
            Principal peer = exchange instanceof HttpsExchange secure
                    ? secure.getSSLSession().getPeerPrincipal()
                    : null;
            return peer == null ? "" : peer.getName();
        } catch (SSLPeerUnverifiedException without) {
            return "";
        }
    }
}
