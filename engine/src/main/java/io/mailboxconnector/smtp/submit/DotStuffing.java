package io.mailboxconnector.smtp.submit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Doubles the dot at the beginning of a line (RFC 5321 §4.5.2) in content whose lines end with CRLF. For one thread. */
final class DotStuffing extends FilterOutputStream {

    private boolean atLineStart = true;

    DotStuffing(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        if (atLineStart && b == '.') {
            out.write('.');
        }
        out.write(b);
        atLineStart = b == '\n';
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (atLineStart && bytes[i] == '.') {
                out.write(bytes, start, i - start);
                out.write('.');
                start = i;
            }
            atLineStart = bytes[i] == '\n';
        }
        out.write(bytes, start, offset + length - start);
    }
}
