package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where this build keeps what servers are made of.
 *
 * @param home the unpacked distribution of the server that this build chose, only read
 * @param work the directory that holds one directory per server
 * @param root the root of the project
 */
public record ServerDirectories(Path home, Path work, Path root) {

    private static final Pattern API = Pattern.compile("mailbox-connector-api-[0-9.]+(-SNAPSHOT)?\\.jar");

    /**
     * As the build says by the system properties {@code it.server.home}, {@code it.target} and {@code it.root}.
     *
     * @return the directories
     */
    public static ServerDirectories ofThisBuild() {
        return new ServerDirectories(path("it.server.home"), path("it.target").resolve("servers"), path("it.root"));
    }

    /**
     * The script by which an administrator of WildFly declares an account.
     *
     * @return the file
     */
    public Path wildFlyAccountScript() {
        return root.resolve("docs").resolve("admin").resolve("configure-account.cli");
    }

    /**
     * The script by which an administrator of Payara declares an account.
     *
     * @return the file
     */
    public Path payaraAccountScript() {
        return root.resolve("docs").resolve("admin").resolve("configure-account-payara.sh");
    }

    /**
     * The resource adapter to be deployed by itself.
     *
     * @return the archive
     */
    public Path adapter() {
        return root.resolve("connector").resolve("target").resolve("mailbox-connector.rar");
    }

    /**
     * The resource adapter to be packed into an enterprise archive, whose library directory holds the API.
     *
     * @return the archive
     */
    public Path embeddedAdapter() {
        return root.resolve("connector").resolve("target").resolve("mailbox-connector-embedded.rar");
    }

    /**
     * The sample application.
     *
     * @return the archive
     */
    public Path helpDesk() {
        return root.resolve("sample-ear").resolve("ear").resolve("target").resolve("helpdesk.ear");
    }

    /**
     * The API against which applications are compiled.
     *
     * @return the archive
     * @throws IllegalStateException when it was not built
     */
    public Path api() {
        try (Stream<Path> files = Files.list(root.resolve("api").resolve("target"))) {
            return files.filter(
                            file -> API.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the API was not built"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("the build sets the system property " + property);
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
