package io.mailboxconnector.mime;

import java.io.InputStream;

/**
 * The bytes of a mail as transferred, in memory or in a temporary file that {@link #close()} deletes.
 *
 * <p>Safe for any thread once complete; the streams belong to one thread each.
 */
public interface RawMail extends AutoCloseable {

    /**
     * A mail in memory.
     *
     * @param bytes the mail, not copied
     * @return the mail
     */
    static RawMail of(byte[] bytes) {
        return new MemoryMail(bytes, 0, bytes.length);
    }

    /**
     * A mail in a part of an array.
     *
     * @param bytes the array, not copied
     * @param offset where the mail begins
     * @param length its size
     * @return the mail
     */
    static RawMail of(byte[] bytes, int offset, int length) {
        return new MemoryMail(bytes, offset, length);
    }

    /**
     * The size.
     *
     * @return bytes
     */
    long size();

    /**
     * How much memory the mail takes.
     *
     * @return bytes; 0 when they lie in a file
     */
    long bytesInMemory();

    /**
     * A new stream over the bytes, of a kind that Jakarta Mail shares without copying.
     *
     * @return the stream, to be closed by the caller
     * @throws IllegalStateException when the mail is closed
     */
    InputStream open();

    /** Releases the bytes. Idempotent, never throws. */
    @Override
    void close();
}
