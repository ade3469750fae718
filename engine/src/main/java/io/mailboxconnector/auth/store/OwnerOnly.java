package io.mailboxconnector.auth.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories for the user of this process alone, where the file system has POSIX permissions. Stateless. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Creates a directory with mode 700, with its parents as usual, unless it is there. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectories(directory, isPosix(directory) ? attributes("rwx------") : new FileAttribute<?>[0]);
    }

    /** The attributes of a new file: mode 600. */
    static FileAttribute<?>[] file(Path directory) {
        return isPosix(directory) ? attributes("rw-------") : new FileAttribute<?>[0];
    }

    /** Makes a rename durable; only POSIX systems let a directory be opened for it. */
    static void forceDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] attributes(String mode) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
