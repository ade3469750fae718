package io.mailboxconnector.it.lab.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that Keycloak takes for its installation: the big libraries are links to the shared one, everything that it
 * writes to is a copy.
 */
final class KeycloakHome {

    private static final List<String> EMPTY = List.of("conf", "data/import", "providers", "themes");

    private KeycloakHome() {}

    /**
     * Makes it.
     *
     * @param installation the unpacked distribution, left as it is
     * @param home the new directory
     */
    static void make(Path installation, Path home) throws IOException {
        for (String name : EMPTY) {
            Files.createDirectories(home.resolve(name));
        }
        copy(installation.resolve("version.txt"), home.resolve("version.txt"));
        copy(
                installation.resolve("bin/kc.sh"),
                Files.createDirectories(home.resolve("bin")).resolve("kc.sh"));
        Path libraries = Files.createDirectories(home.resolve("lib"));
        for (Path library : children(installation.resolve("lib"))) {
            Path name = library.getFileName();
            // Keycloak builds itself anew here at the first start.
            if (name != null && !name.toString().equals("quarkus")) {
                Files.createSymbolicLink(libraries.resolve(name), library.toAbsolutePath());
            }
        }
        Path built = Files.createDirectories(libraries.resolve("quarkus"));
        for (Path file : children(installation.resolve("lib/quarkus"))) {
            copy(file, built.resolve(String.valueOf(file.getFileName())));
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to);
        // A distribution unpacked by Maven has lost the marks of its programs.
        if (!to.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + to + " executable");
        }
    }
}
