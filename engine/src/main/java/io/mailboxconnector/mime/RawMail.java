package io.mailboxconnector.mime;

import java.io.InputStream;

/** The bytes of a mail as transferred, in memory or in a temporary file that {@link #close()} deletes. */
public interface RawMail extends AutoCloseable {

    /** Bytes. */
    long size();

    /** A new stream over the bytes. */
    InputStream open();

    /** Releases the bytes. Idempotent, never throws. */
    @Override
    void close();
}
