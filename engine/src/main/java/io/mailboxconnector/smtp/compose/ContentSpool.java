package io.mailboxconnector.smtp.compose;

import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the octets of one mail: in memory while it is small, in a temporary file from then on, so that no content stands in
 * memory as a whole. Notes whether there are octets beyond US-ASCII and how the content ends. For one thread.
 */
final class ContentSpool extends OutputStream {

    /** Up to this size a file costs more than the memory. */
    static final int THRESHOLD = 512 * 1024;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final Optional<SpoolDirectory> directory;
    private @Nullable SpooledMail file;
    private boolean eightBit;
    private byte last;

    /** Collects; without a directory everything stays in memory. */
    ContentSpool(Optional<SpoolDirectory> directory) {
        this.directory = directory;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        for (int i = offset; i < offset + length && !eightBit; i++) {
            eightBit = bytes[i] < 0;
        }
        last = bytes[offset + length - 1];
        if (file == null && directory.isPresent() && memory.size() + length > THRESHOLD) {
            file = SpooledMail.create(directory.get());
            file.append(memory.toByteArray(), 0, memory.size());
            memory.reset();
        }
        if (file == null) {
            memory.write(bytes, offset, length);
        } else {
            file.append(bytes, offset, length);
        }
    }

    boolean isEightBit() {
        return eightBit;
    }

    /** Whether the content ends with a complete line, as transmission by {@code DATA} needs it. */
    boolean endsWithLineBreak() {
        return last == '\n';
    }

    /** What was collected; nothing may be written afterwards. */
    RawMail content() {
        return file == null ? RawMail.of(memory.toByteArray()) : file;
    }

    /** Throws everything away. */
    void discard() {
        if (file != null) {
            file.close();
        }
    }
}
