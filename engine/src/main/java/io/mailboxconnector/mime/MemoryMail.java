package io.mailboxconnector.mime;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.InputStream;

/** A mail in memory; closing it has no effect, the garbage collector takes it. */
final class MemoryMail implements RawMail {

    private final byte[] bytes;
    private final int offset;
    private final int length;

    MemoryMail(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public long bytesInMemory() {
        return length;
    }

    @Override
    public InputStream open() {
        return new SharedByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
