package io.mailboxconnector.it.lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory of one lab alone, with a random name.
 *
 * <p>It lies below the wanted parent, unless servers could not work there: Unix sockets have short names, and servers that
 * are started by root work under users of their own who must get through to their files. Then it lies below the system's
 * directory for temporary files.
 *
 * @param path the directory
 * @param logs where the logs are kept when it is deleted
 */
public record LabDirectory(Path path, Path logs) implements AutoCloseable {

    /** A Unix socket's path has at most 107 characters: 24 name the directory, up to 37 are put behind it by the servers. */
    private static final int LONGEST_PATH = 46;

    private static final String READABLE = "rwxr-xr-x";

    /**
     * Makes a new directory.
     *
     * @param parent where it should be, created when missing
     * @return the empty directory
     */
    public static LabDirectory below(Path parent) {
        try {
            Path wanted = Files.createDirectories(parent.toAbsolutePath().normalize());
            Path fit = isFit(wanted) ? wanted : Path.of(System.getProperty("java.io.tmpdir"));
            return new LabDirectory(readable(Files.createTempDirectory(fit, "lab")), wanted.resolve("logs"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isFit(Path parent) throws IOException {
        if (parent.toString().length() > LONGEST_PATH) {
            return false;
        }
        for (Path step = parent; step != null; step = step.getParent()) {
            if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes a directory in this one that every user may read.
     *
     * @param name its name, may contain slashes
     * @return the directory
     */
    public Path directory(String name) {
        try {
            return readable(Files.createDirectories(path.resolve(name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path readable(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(READABLE));
    }

    /** Deletes the directory and everything in it; the logs of the servers are moved to the directory of logs. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            Files.createDirectories(logs);
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                String name = path.getFileName() + "-" + log.getFileName();
                Files.move(log, logs.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        delete(path);
    }

    /**
     * Deletes a directory and everything in it.
     *
     * @param directory the directory, which may be missing
     */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
