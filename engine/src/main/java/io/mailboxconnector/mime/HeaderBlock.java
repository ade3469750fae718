package io.mailboxconnector.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a block of header lines up to the blank line that ends it, but never more than {@value #LIMIT} bytes.
 *
 * <p>Immutable.
 */
final class HeaderBlock {

    static final int LIMIT = 1024 * 1024;

    private final byte[] bytes;
    private final boolean complete;

    private HeaderBlock(byte[] bytes, boolean complete) {
        this.bytes = bytes;
        this.complete = complete;
    }

    static HeaderBlock read(InputStream in) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int lineLength = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (block.size() >= LIMIT) {
                return new HeaderBlock(block.toByteArray(), false);
            }
            block.write(b);
            if (b == '\n') {
                if (lineLength == 0) {
                    break;
                }
                lineLength = 0;
            } else if (b != '\r') {
                lineLength++;
            }
        }
        return new HeaderBlock(block.toByteArray(), true);
    }

    /** False when the block is longer than allowed and was cut. */
    boolean complete() {
        return complete;
    }

    InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
