package io.mailboxconnector.it.lab.dovecot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection for deliveries, as Postfix makes it (RFC 2033). Belongs to one thread.
 */
public final class LmtpDelivery implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /**
     * Connects.
     *
     * @param server a running server
     */
    public LmtpDelivery(DovecotServer server) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port(DovecotDoor.LMTP));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
            expect("220");
            command("LHLO localhost", "250");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Delivers a mail.
     *
     * @param recipient whose mailbox
     * @param mail header and body, in lines that end in CR and LF
     * @throws IllegalStateException when it is refused, with the server's words
     */
    public void deliver(String recipient, String mail) {
        try {
            command("MAIL FROM:<sender@example.com>", "250");
            command("RCPT TO:<" + recipient + ">", "250");
            command("DATA", "354");
            String stuffed = mail.replaceAll("(?m)^\\.", "..");
            command((stuffed.endsWith("\r\n") ? stuffed : stuffed + "\r\n") + ".", "250");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void command(String text, String wanted) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        expect(wanted);
    }

    private void expect(String wanted) throws IOException {
        @Nullable String line = in.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(wanted)) {
            throw new IllegalStateException("expected " + wanted + ", got " + line);
        }
    }

    /** Ends the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
