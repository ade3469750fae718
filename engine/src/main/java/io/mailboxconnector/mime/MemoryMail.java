package io.mailboxconnector.mime;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.InputStream;

/** A mail in memory; closing it has no effect, the garbage collector takes it. */
final class MemoryMail implements RawMail {

    private final byte[] bytes;

    MemoryMail(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new SharedByteArrayInputStream(bytes);
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
