package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The directory of one WildFly instance: a fresh copy of the distribution's {@code standalone}.
 *
 * @param home the unpacked distribution, only read
 * @param base the instance's own directory
 */
record WildFlyInstance(Path home, Path base) {

    /** Copies the distribution's directory, replacing what an earlier run left there. */
    static WildFlyInstance create(Path home, Path base) {
        try {
            if (Files.exists(base)) {
                delete(base);
            }
            copy(home.resolve("standalone"), base);
            WildFlyInstance instance = new WildFlyInstance(home, base);
            instance.failOnArchiveWarnings();
            return instance;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path log() {
        return base.resolve("log").resolve("server.log");
    }

    Path console() {
        return base.resolve("console.log");
    }

    /** A finding of the server's archive validation is a defect of the archive, so it must fail the deployment. */
    private void failOnArchiveWarnings() throws IOException {
        Path configuration = base.resolve("configuration").resolve("standalone.xml");
        String lenient = "<archive-validation enabled=\"true\" fail-on-error=\"true\" fail-on-warn=\"false\"/>";
        String text = Files.readString(configuration);
        if (!text.contains(lenient)) {
            throw new IllegalStateException("cannot make archive validation strict in " + configuration);
        }
        Files.writeString(
                configuration,
                text.replace(lenient, lenient.replace("fail-on-warn=\"false\"", "fail-on-warn=\"true\"")));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, java.io.IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
