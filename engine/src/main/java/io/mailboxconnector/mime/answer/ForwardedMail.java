package io.mailboxconnector.mime.answer;

import io.mailboxconnector.api.ReceivedMail;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A received mail as the content of a part: its bytes, read from where they lie whenever they are needed.
 *
 * <p>Immutable; usable as long as the mail is.
 */
final class ForwardedMail implements DataSource {

    private static final int BUFFER = 16 * 1024;

    private final ReceivedMail mail;

    ForwardedMail(ReceivedMail mail) {
        this.mail = mail;
    }

    /** Whether there are bytes beyond ASCII. */
    boolean isEightBit() {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = mail.raw()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    if (buffer[i] < 0) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the bytes of " + mail.key() + " cannot be read", e);
        }
    }

    @Override
    public InputStream getInputStream() {
        return mail.raw();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("a received mail cannot be changed");
    }

    /** RFC 2046 §5.2.1; headers alone have a type of their own (RFC 6522 §4). */
    @Override
    public String getContentType() {
        return mail.isHeadersOnly() ? "text/rfc822-headers" : "message/rfc822";
    }

    @Override
    public String getName() {
        return "";
    }
}
