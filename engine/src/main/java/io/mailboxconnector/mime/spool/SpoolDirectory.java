package io.mailboxconnector.mime.spool;

import static io.mailboxconnector.mime.spool.SpoolMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where big mails are kept in files: a directory of its own below the server's directory for temporary files, made when it is
 * needed, readable by this process's user only, and deleted with all that is in it by {@link #close()}.
 *
 * <p>What a killed process left behind is found by a lock file beside its directory, which the operating system unlocks when
 * the process ends, however it ends.
 *
 * <p>Safe for any thread. After {@code close} the directory is made anew when it is needed again.
 */
public final class SpoolDirectory implements AutoCloseable {

    private static final String PREFIX = "mailbox-spool-";
    private static final String LOCK = ".lock";

    private final Path parent;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Path directory; // guarded by lock
    private @Nullable FileChannel alive; // guarded by lock

    /**
     * Touches no file yet.
     *
     * @param parent an existing directory
     */
    public SpoolDirectory(Path parent) {
        this.parent = parent;
    }

    /**
     * The usual place: {@code jboss.server.temp.dir} where the server has it (WildFly), else {@code java.io.tmpdir}.
     *
     * @return a directory that is not made yet
     */
    public static SpoolDirectory ofServer() {
        String temporary = System.getProperty("java.io.tmpdir", ".");
        return new SpoolDirectory(Path.of(System.getProperty("jboss.server.temp.dir", temporary)));
    }

    /** An empty file. */
    Path newFile() throws IOException {
        lock.lock();
        try {
            Path current = directory;
            if (current == null) {
                current = open();
                directory = current;
            }
            return Files.createTempFile(current, "mail-", ".eml");
        } finally {
            lock.unlock();
        }
    }

    /** The directory appears only when its lock is held: whoever finds it without a lock may delete it. */
    private Path open() throws IOException {
        Files.createDirectories(parent);
        Path lockFile = Files.createTempFile(parent, ownPrefix(), LOCK);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        channel.lock();
        alive = channel;
        String name = lockFile.getFileName().toString();
        return Files.createDirectory(
                parent.resolve(name.substring(0, name.length() - LOCK.length())), ownerOnly(parent));
    }

    private static FileAttribute<?>[] ownerOnly(Path place) {
        boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The same for all adapters in this process, another one for each process, also where all have the number 1. */
    private static String ownPrefix() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return PREFIX + process.pid() + "-" + start.toEpochMilli() + "-";
    }

    /**
     * Deletes what processes left that are no more. Never throws: what cannot be deleted is left for the next time.
     *
     * @return how many mails were deleted
     */
    public int removeLeftovers() {
        int removed = 0;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            for (Path lockFile : found) {
                // Closing a second channel on a lock file of this very process would unlock it (POSIX).
                if (!lockFile.getFileName().toString().startsWith(ownPrefix())) {
                    removed += removeWhenDead(lockFile);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            MESSAGES.debugf(unreadable, "No look for left temporary files in %s", parent);
        }
        if (removed > 0) {
            MESSAGES.leftoversRemoved(removed, parent.toString());
        }
        return removed;
    }

    private int removeWhenDead(Path lockFile) {
        String name = lockFile.getFileName().toString();
        Path left = parent.resolve(name.substring(0, name.length() - LOCK.length()));
        // Without a directory the lock file is one that is just being made.
        if (!Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return 0;
            }
            int removed = removeFiles(left);
            Files.deleteIfExists(lockFile);
            return removed;
        } catch (IOException | OverlappingFileLockException notOurs) {
            MESSAGES.debugf(notOurs, "%s is left alone", left);
            return 0;
        }
    }

    private static int removeFiles(Path directory) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
                removed++;
            }
        }
        Files.delete(directory);
        return removed;
    }

    /** Deletes the directory and all mails in it. Idempotent, never throws. */
    @Override
    public void close() {
        lock.lock();
        try (FileChannel channel = alive) {
            Path current = directory;
            if (current != null) {
                removeFiles(current);
                Files.deleteIfExists(parent.resolve(current.getFileName() + LOCK));
            }
        } catch (IOException e) {
            MESSAGES.notDeleted(String.valueOf(directory), ServerText.clean(e.getMessage()));
        } finally {
            directory = null;
            alive = null;
            lock.unlock();
        }
    }
}
