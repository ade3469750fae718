package io.mailboxconnector.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a block of header lines up to the blank line that ends it, but never more than {@value #LIMIT} bytes.
 *
 * @param bytes the lines, without the blank one
 * @param complete false when the block is longer than allowed and was cut
 */
record HeaderBlock(byte[] bytes, boolean complete) {

    static final int LIMIT = 1024 * 1024;

    static HeaderBlock read(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream block = new java.io.ByteArrayOutputStream();
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

    InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
