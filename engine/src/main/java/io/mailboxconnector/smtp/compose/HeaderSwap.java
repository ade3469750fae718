package io.mailboxconnector.smtp.compose;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.util.CRLFOutputStream;

/**
 * Takes a message as Jakarta Mail writes it and puts another header before its body: Jakarta Mail writes a header in one octet
 * per character, which destroys international addresses, and knows headers that must not leave. The body passes octet by octet,
 * apart from line ends, which become CRLF. For one thread.
 */
final class HeaderSwap extends OutputStream {

    private static final int BLOCK = 32 * 1024;

    private final CRLFOutputStream out;
    private final Header header;
    private boolean inBody;
    private boolean lineIsEmpty = true;

    /** Gives the header at the moment when the original one is complete. */
    @FunctionalInterface
    interface Header {
        byte[] complete() throws IOException;
    }

    HeaderSwap(OutputStream out, Header header) {
        // Line ends are written one by one.
        this.out = new CRLFOutputStream(new BufferedOutputStream(out, BLOCK));
        this.header = header;
    }

    @Override
    public void write(int b) throws IOException {
        if (inBody) {
            out.write(b);
        } else if (b == '\n' && lineIsEmpty) {
            inBody = true;
            out.write(header.complete());
        } else if (b != '\r') {
            lineIsEmpty = b == '\n';
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int next = offset;
        while (next < offset + length && !inBody) {
            write(bytes[next++]);
        }
        out.write(bytes, next, offset + length - next);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Whether there was a body to put the header before; a message without one ends with its header. */
    boolean isComplete() {
        return inBody;
    }
}
