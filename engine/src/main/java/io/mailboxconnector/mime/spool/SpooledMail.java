package io.mailboxconnector.mime.spool;

import static io.mailboxconnector.mime.spool.SpoolMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.util.SharedFileInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A big mail in a temporary file that only this process may read; deleted by {@link #close()}.
 *
 * <p>Written by one thread by {@link #append}, then read by any. Reading after closing fails.
 */
public final class SpooledMail implements RawMail {

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private @Nullable OutputStream writing; // guarded by lock
    private @Nullable SharedFile reading; // guarded by lock
    private boolean closed; // guarded by lock
    private long size; // guarded by lock

    private SpooledMail(Path file, OutputStream writing) {
        this.file = file;
        this.writing = writing;
    }

    /**
     * Creates an empty file.
     *
     * @param directory where
     * @return the mail, to be filled
     * @throws io.mailboxconnector.api.MailboxUnavailable when no temporary file can be created
     */
    public static SpooledMail create(SpoolDirectory directory) {
        try {
            Path file = directory.newFile();
            return new SpooledMail(file, Files.newOutputStream(file));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Adds bytes at the end.
     *
     * @param bytes where they are
     * @param offset the first one
     * @param length how many
     * @throws io.mailboxconnector.api.MailboxUnavailable when they cannot be written
     * @throws IllegalStateException when the mail is already being read, or closed
     */
    public void append(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            OutputStream out = writing;
            if (out == null) {
                throw new IllegalStateException("the mail is complete");
            }
            out.write(bytes, offset, length);
            size += length;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long bytesInMemory() {
        return 0;
    }

    @Override
    public InputStream open() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the mail is closed");
            }
            endWriting();
            if (size == 0) {
                return InputStream.nullInputStream();
            }
            SharedFile root = reading;
            if (root == null) {
                root = new SharedFile(file.toFile());
                reading = root;
            }
            return root.newStream(0, -1);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            endWriting();
            if (reading != null) {
                reading.closeFile();
            }
        } catch (IOException e) {
            MESSAGES.notDeleted(file.toString(), ServerText.clean(e.getMessage()));
        } finally {
            lock.unlock();
        }
        delete();
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            MESSAGES.notDeleted(file.toString(), ServerText.clean(e.getMessage()));
        }
    }

    private void endWriting() throws IOException {
        if (writing != null) {
            writing.close();
            writing = null;
        }
    }

    private static RuntimeException failed(IOException e) {
        return MESSAGES.spoolFailed(e, ServerText.clean(e.getMessage()));
    }

    /** Closes the file under all streams at once; Jakarta Mail's own class waits for each of them. */
    private static final class SharedFile extends SharedFileInputStream {

        SharedFile(File file) throws IOException {
            super(file);
        }

        void closeFile() throws IOException {
            in.close();
            close();
        }
    }
}
