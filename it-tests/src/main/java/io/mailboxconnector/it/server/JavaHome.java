package io.mailboxconnector.it.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds a JDK that a server can run on: the one that runs this JVM when it is new enough, else the oldest that is new
 * enough among those that the environment names ({@code JAVA_HOME} and variables that begin so) and those that are
 * installed in {@code /usr/lib/jvm} or by SDKMAN.
 */
final class JavaHome {

    private static final Pattern FEATURE = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private JavaHome() {}

    /**
     * A JDK of at least a release.
     *
     * @param feature the number of the release
     * @return its directory
     * @throws IllegalStateException when there is none
     */
    static Path atLeast(int feature) {
        if (Runtime.version().feature() >= feature) {
            return Path.of(System.getProperty("java.home"));
        }
        return candidates()
                .filter(home -> Files.isExecutable(home.resolve("bin").resolve("javac")))
                .filter(home -> featureOf(home).orElse(0) >= feature)
                .min((one, other) -> featureOf(one).orElse(0) - featureOf(other).orElse(0))
                .orElseThrow(() -> new IllegalStateException("This server needs a JDK " + feature
                        + " or later. Install one, or name its directory by the environment variable JAVA_HOME_"
                        + feature + "."));
    }

    private static Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("JAVA_HOME")
                    && !variable.getValue().isEmpty()
                    && !variable.getValue().contains(File.pathSeparator)) {
                homes.add(Path.of(variable.getValue()));
            }
        }
        homes.addAll(children(Path.of("/usr/lib/jvm")));
        homes.addAll(children(Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java")));
        return homes.stream();
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Integer> featureOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = FEATURE.matcher(Files.readString(release));
            return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
