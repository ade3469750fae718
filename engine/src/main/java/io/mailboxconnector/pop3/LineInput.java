package io.mailboxconnector.pop3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** What a server sends, line by line. For one thread. */
final class LineInput {

    /** RFC 2449 §4 allows 512 octets; some servers say more. */
    private static final int LONGEST_LINE = 16 * 1024;

    private static final int BLOCK = 16 * 1024;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int next;
    private int end;

    LineInput(InputStream in) {
        this.in = in;
    }

    /** The next octet. */
    int read() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(block));
            if (end == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return block[next++] & 0xff;
    }

    /** The next line without its end. */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = read();
        while (octet != '\n') {
            if (line.size() >= LONGEST_LINE) {
                throw new ProtocolException("a line has more than " + LONGEST_LINE + " octets");
            }
            line.write(octet);
            octet = read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether something was read that nobody asked for yet. */
    boolean hasUnread() {
        return next < end;
    }
}
