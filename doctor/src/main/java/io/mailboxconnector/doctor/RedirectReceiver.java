package io.mailboxconnector.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits on this machine, and for this machine only, until a browser comes back with a consent (RFC 8252 §7.3). What it tells the
 * browser is the same for every visitor and quotes nothing.
 *
 * <p>Belongs to one thread.
 */
final class RedirectReceiver implements AutoCloseable {

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>mailbox-doctor</title>
            <p>The answer has arrived. You may close this window; mailbox-doctor says how it went.</p></html>
            """;
    private static final String HEAD = "HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n";
    private static final Pattern COMES_BACK = Pattern.compile("GET (/[^\\s?]*)(\\?\\S*state=\\S*) HTTP/1\\.[01]");
    private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1");
    private static final int LONGEST_LINE = 16 * 1024;

    /** A browser that connects ahead of time and says nothing is not waited for. */
    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket listener;
    private final URI address;
    private final Clock clock;

    /**
     * Begins to listen.
     *
     * @param redirectUri where the browser comes back to, which {@link #canReceive}; without a port a free one is taken
     * @param clock decides when waiting is over
     * @throws IOException when it cannot
     */
    RedirectReceiver(URI redirectUri, Clock clock) throws IOException {
        this.listener = new ServerSocket(Math.max(0, redirectUri.getPort()), 8, InetAddress.getLoopbackAddress());
        String path = redirectUri.getPath().isEmpty() ? "/" : redirectUri.getPath();
        this.address = URI.create("http://" + redirectUri.getHost() + ":" + listener.getLocalPort() + path);
        this.clock = clock;
    }

    /** Whether a browser on this machine would come back here. */
    static boolean canReceive(URI redirectUri) {
        return "http".equalsIgnoreCase(redirectUri.getScheme())
                && OWN_HOSTS.contains(String.valueOf(redirectUri.getHost()))
                && redirectUri.getQuery() == null
                && redirectUri.getFragment() == null;
    }

    /** The redirect URI, with its port. */
    URI address() {
        return address;
    }

    /** Waits for the next browser that comes back with something; empty when none does in time. */
    Optional<URI> await(Instant end) throws IOException {
        while (true) {
            long left = Duration.between(clock.instant(), end).toMillis();
            if (left <= 0) {
                return Optional.empty();
            }
            listener.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
            try (Socket browser = listener.accept()) {
                Optional<URI> back = answer(browser);
                if (back.isPresent()) {
                    return back;
                }
            } catch (SocketTimeoutException nobody) {
                // Whether the time is over is looked at above.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private Optional<URI> answer(Socket browser) {
        try {
            browser.setSoTimeout(PATIENCE_MILLIS);
            Matcher request = COMES_BACK.matcher(firstLine(browser.getInputStream()));
            boolean comesBack = request.matches() && request.group(1).equals(address.getPath());
            // Whoever asks for an icon gets none.
            String page = comesBack ? PAGE : "";
            OutputStream out = browser.getOutputStream();
            String status = comesBack ? "200 OK" : "404 Not Found";
            out.write((String.format(Locale.ROOT, HEAD, status, page.length()) + page)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return comesBack ? Optional.of(URI.create(address + request.group(2))) : Optional.empty();
        } catch (IOException | IllegalArgumentException goneOrNonsense) {
            // This visitor is not the one; the next may be.
            return Optional.empty();
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r' && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("line too long");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
