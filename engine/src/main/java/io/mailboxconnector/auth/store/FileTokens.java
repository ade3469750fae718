package io.mailboxconnector.auth.store;

import static io.mailboxconnector.auth.store.StoreMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.PrincipalKey;
import io.mailboxconnector.auth.RefreshTokenStore;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.limits.Pause;
import io.mailboxconnector.settings.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refresh tokens in the files of one directory, which several nodes may share: per person a file with the sealed token and one
 * to be locked. Readable by their owner only, where the file system knows owners.
 *
 * <p>A new token is written beside the old one, forced to the disk and renamed over it, so that a crash leaves the one or the
 * other. Safe for use by any number of threads; creating one does no I/O.
 */
public final class FileTokens implements RefreshTokenStore {

    /**
     * Places in use by this process. The lock of a file is that of the process, and closing any channel on the file gives it
     * up: so nobody here may touch a lock file that somebody else here holds.
     */
    private static final Map<Path, Thread> IN_USE = new ConcurrentHashMap<>();

    private final Path directory;
    private final TokenSeal seal;
    private final Turn turn;

    /**
     * Creates the store.
     *
     * @param directory where the files are; created with the first token
     * @param keys what seals them
     * @param pause how to wait for others
     */
    public FileTokens(Path directory, StoreKeys keys, Pause pause) {
        this.directory = directory.toAbsolutePath().normalize();
        this.seal = new TokenSeal(keys);
        this.turn = new Turn(pause);
    }

    @Override
    public Slot open(PrincipalKey key) {
        Path lockFile = directory.resolve(PlaceName.of(key) + ".lock");
        try {
            OwnerOnly.createDirectories(directory);
            turn.take(key.principal(), lockFile.toString(), () -> enter(lockFile));
        } catch (IOException e) {
            throw unusable(e);
        }
        try {
            FileChannel channel = FileChannel.open(
                    lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file(directory));
            return lock(key, lockFile, channel);
        } catch (IOException e) {
            IN_USE.remove(lockFile);
            throw unusable(e);
        }
    }

    private static Optional<Path> enter(Path lockFile) {
        return IN_USE.putIfAbsent(lockFile, Thread.currentThread()) == null ? Optional.of(lockFile) : Optional.empty();
    }

    private Slot lock(PrincipalKey key, Path lockFile, FileChannel channel) throws IOException {
        try {
            turn.take(key.principal(), lockFile.toString(), () -> tryLock(channel));
            return new FileSlot(key, lockFile, channel);
        } catch (MailboxException e) {
            IN_USE.remove(lockFile);
            channel.close();
            throw e;
        }
    }

    private Optional<FileLock> tryLock(FileChannel channel) {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException anotherAdapterInThisProcess) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private MailboxException unusable(IOException e) {
        return MESSAGES.directoryUnusable(
                e, directory, e.getClass().getSimpleName() + ": " + ServerText.clean(e.getMessage()));
    }

    /** One person's file, while its lock is held. */
    private final class FileSlot implements Slot {

        private final PrincipalKey key;
        private final Path lockFile;
        private final FileChannel channel;
        private final Path file;

        FileSlot(PrincipalKey key, Path lockFile, FileChannel channel) {
            this.key = key;
            this.lockFile = lockFile;
            this.channel = channel;
            this.file = directory.resolve(PlaceName.of(key) + ".jwe");
        }

        @Override
        public Optional<Secret> load() {
            try {
                return Files.exists(file)
                        ? Optional.of(seal.open(key, Files.readString(file), file.toString()))
                        : Optional.empty();
            } catch (IOException e) {
                throw unusable(e);
            }
        }

        @Override
        public void replace(Secret refreshToken) {
            byte[] sealed = seal.seal(key, refreshToken).getBytes(StandardCharsets.UTF_8);
            Path fresh = directory.resolve(PlaceName.of(key) + ".new");
            try {
                Files.deleteIfExists(fresh);
                try (FileChannel out = FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OwnerOnly.file(directory))) {
                    ByteBuffer content = ByteBuffer.wrap(sealed);
                    while (content.hasRemaining()) {
                        out.write(content);
                    }
                    out.force(true);
                }
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                OwnerOnly.forceDirectory(directory);
            } catch (IOException e) {
                throw unusable(e);
            }
        }

        @Override
        public void close() {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                StoreLog.LOG.lockNotReleased(e, lockFile);
            } finally {
                IN_USE.remove(lockFile);
            }
        }
    }
}
