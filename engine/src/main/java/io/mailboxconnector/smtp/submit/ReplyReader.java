package io.mailboxconnector.smtp.submit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies (RFC 5321 §4.2): of several lines, in any number of packets, never more than a server may reasonably send. Reads
 * nothing ahead of what has arrived. For one thread.
 */
public final class ReplyReader {

    /** Far more than the 512 octets of RFC 5321 §4.5.3.1.5, for servers that explain themselves. */
    private static final int LONGEST_LINE = 8 * 1024;

    private static final int MOST_LINES = 200;
    private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)([ -]?)(?s:.*)");

    private final BufferedInputStream in;

    /**
     * Reads from a connection.
     *
     * @param in the stream of the connection
     */
    public ReplyReader(InputStream in) {
        this.in = new BufferedInputStream(in, 2 * 1024);
    }

    /**
     * Whether the server said something that nobody asked for, as far as it has arrived. No waiting.
     *
     * @return true when the next reply is already there
     * @throws IOException when the connection broke
     */
    public boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    /**
     * Waits for a reply.
     *
     * @return the reply
     * @throws EOFException when the connection ends instead
     * @throws ProtocolException when what comes is no reply
     * @throws IOException when the connection breaks or no answer comes in time
     */
    public SmtpReply read() throws IOException {
        StringBuilder whole = new StringBuilder();
        @Nullable String code = null;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line();
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || (code != null && !code.equals(parts.group(1)))) {
                throw new ProtocolException(line);
            }
            code = parts.group(1);
            whole.append(line).append('\n');
            if (!parts.group(2).equals("-")) {
                return SmtpReply.of(Integer.parseInt(code), whole.toString());
            }
        }
        throw new ProtocolException("a reply without an end");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (line.size() == LONGEST_LINE) {
                throw new ProtocolException(line.toString(StandardCharsets.UTF_8));
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
