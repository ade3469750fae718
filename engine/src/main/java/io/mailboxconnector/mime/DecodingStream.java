package io.mailboxconnector.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A decoder of a transfer encoding whose failures are {@link IOException}s. The decoders of the mail library trip over some broken
 * lines with unchecked exceptions.
 *
 * <p>Belongs to one thread.
 */
final class DecodingStream extends FilterInputStream {

    /** Something that the decoder is asked. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    DecodingStream(InputStream decoder) {
        super(decoder);
    }

    @Override
    public int read() throws IOException {
        return checked(super::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(() -> super.read(bytes, offset, length));
    }

    @Override
    public long skip(long length) throws IOException {
        return checked(() -> super.skip(length));
    }

    @Override
    public int available() throws IOException {
        return checked(super::available);
    }

    private static <T> T checked(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (RuntimeException broken) {
            throw new IOException("The transfer encoding is broken: " + broken.getMessage(), broken);
        }
    }
}
