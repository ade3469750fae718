package io.mailboxconnector.it.lab.dovecot;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a mailbox quickly: all mails in one APPEND (RFC 3502, RFC 7888), some 15,000 in a second. Belongs to one thread.
 *
 * @param server a running server
 * @param mailbox whose INBOX
 * @param password its password
 */
public record BulkAppend(DovecotServer server, String mailbox, String password) {

    private static final byte[] LINE =
            "0123456789012345678901234567890123456789012345678901234567890123456789012345\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /**
     * Appends mails with the subjects {@code mail 1} to {@code mail n}, all unread.
     *
     * @param number how many
     * @param size of how many bytes each, at least 100
     */
    public void mails(int number, int size) {
        append(IntStream.rangeClosed(1, number).mapToObj(i -> "Subject: mail " + i), size);
    }

    /**
     * Appends one mail, unread.
     *
     * @param header its header lines without the last CR LF; the body is lines of digits
     * @param size of how many bytes it is, more than the header has
     */
    public void mail(String header, int size) {
        append(Stream.of(header), size);
    }

    private void append(Stream<String> headers, int size) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(DovecotDoor.IMAP));
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out.write(ascii("a LOGIN " + mailbox + " " + password + "\r\nb APPEND INBOX"));
            for (String header : (Iterable<String>) headers::iterator) {
                out.write(ascii(" {" + size + "+}\r\n"));
                writeMail(out, ascii(header + "\r\n\r\n"), size);
            }
            out.write(ascii("\r\n"));
            out.flush();
            requireOk(in, "a ");
            requireOk(in, "b ");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeMail(OutputStream out, byte[] header, int size) throws IOException {
        out.write(header);
        int body = size - header.length;
        for (int line = 0; line < body / LINE.length; line++) {
            out.write(LINE);
        }
        // Without a line end: Dovecot would complete a CR that stands alone.
        for (int digit = 0; digit < body % LINE.length; digit++) {
            out.write('0');
        }
    }

    private static void requireOk(BufferedReader in, String tag) throws IOException {
        @Nullable String line = in.readLine();
        while (line != null && !line.startsWith(tag)) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(tag + "OK")) {
            throw new IllegalStateException("the mails were not appended: " + line);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
