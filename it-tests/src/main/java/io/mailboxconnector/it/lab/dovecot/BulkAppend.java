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
import java.util.Arrays;
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
    private static final int HEADER = 80;

    /**
     * Appends mails with the subjects {@code mail 1} to {@code mail n}, all unread.
     *
     * @param number how many
     * @param size of how many bytes each, at least 100
     */
    public void mails(int number, int size) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(DovecotDoor.IMAP));
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out.write(ascii("a LOGIN " + mailbox + " " + password + "\r\nb APPEND INBOX"));
            for (int i = 1; i <= number; i++) {
                out.write(ascii(" {" + size + "+}\r\n"));
                writeMail(out, i, size);
            }
            out.write(ascii("\r\n"));
            out.flush();
            requireOk(in, "a ");
            requireOk(in, "b ");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeMail(OutputStream out, int index, int size) throws IOException {
        byte[] header = new byte[HEADER];
        Arrays.fill(header, (byte) ' ');
        byte[] subject = ascii("Subject: mail " + index);
        System.arraycopy(subject, 0, header, 0, subject.length);
        System.arraycopy(ascii("\r\n\r\n"), 0, header, HEADER - 4, 4);
        out.write(header);
        for (int left = size - HEADER; left > 0; left -= LINE.length) {
            out.write(LINE, 0, Math.min(left, LINE.length));
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
