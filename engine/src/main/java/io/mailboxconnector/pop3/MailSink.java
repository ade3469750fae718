package io.mailboxconnector.pop3;

import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.mime.spool.SpoolDirectory;
import io.mailboxconnector.mime.spool.SpooledMail;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail of a size that nobody knows for sure: in memory at first, in a file from a limit on. Whatever the server announced,
 * no more than the limit is held in memory.
 *
 * <p>Belongs to one transfer. To be closed unless {@link #complete()} was called.
 */
final class MailSink implements DotReader.Sink, AutoCloseable {

    private static final int FIRST_BLOCK = 16 * 1024;

    private final SpoolDirectory spool;
    private final long spoolFrom;
    private byte[] block;
    private int filled;
    private @Nullable SpooledMail file;
    private boolean complete;

    /**
     * An empty mail.
     *
     * @param spool where files are made
     * @param spoolFrom the size from which the mail is kept in a file
     */
    MailSink(SpoolDirectory spool, long spoolFrom) {
        this.spool = spool;
        this.spoolFrom = spoolFrom;
        this.block = new byte[FIRST_BLOCK];
    }

    @Override
    public void write(int octet) {
        if (filled == block.length) {
            makeRoom();
        }
        block[filled++] = (byte) octet;
    }

    /** Gives the mail, which the caller closes from now on. */
    RawMail complete() {
        if (filled >= spoolFrom || file != null) {
            spooled().append(block, 0, filled);
        }
        complete = true;
        return file == null ? RawMail.of(Arrays.copyOf(block, filled)) : file;
    }

    /** Deletes the file of a mail that was not completed. */
    @Override
    public void close() {
        if (!complete && file != null) {
            file.close();
        }
    }

    private void makeRoom() {
        if (file != null || filled >= spoolFrom) {
            spooled().append(block, 0, filled);
            filled = 0;
        } else {
            block = Arrays.copyOf(block, (int) Math.min(2L * filled, spoolFrom));
        }
    }

    private SpooledMail spooled() {
        SpooledMail current = file;
        if (current == null) {
            current = SpooledMail.create(spool);
            file = current;
        }
        return current;
    }
}
