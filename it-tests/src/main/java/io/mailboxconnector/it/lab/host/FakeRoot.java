package io.mailboxconnector.it.lab.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a server that insists on being started by root believe it was (Debian's {@code fakeroot}): its changes of user succeed
 * and change nothing.
 *
 * <p>Threads: belongs to its server.
 */
public final class FakeRoot implements AutoCloseable {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "libfakeroot-sysv.so";
    private static final int DEPTH = 3;

    private final Process daemon;
    private final String key;

    private FakeRoot(Process daemon, String key) {
        this.daemon = daemon;
        this.key = key;
    }

    /**
     * Starts the daemon that keeps what the server believes.
     *
     * @return the running daemon
     */
    public static FakeRoot start() {
        try {
            Process daemon = new ProcessBuilder("faked-sysv", "--foreground")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.US_ASCII));
            @Nullable String keyAndPid = out.readLine();
            if (keyAndPid == null) {
                throw new IllegalStateException("faked-sysv ended at once");
            }
            return new FakeRoot(daemon, keyAndPid.split(":", 2)[0]);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What a server needs in its environment.
     *
     * @return variables by name
     */
    public Map<String, String> environment() {
        return Map.of("FAKEROOTKEY", key, "LD_PRELOAD", library().toString());
    }

    private static Path library() {
        try (Stream<Path> files = Files.find(LIBRARIES, DEPTH, (file, kind) -> file.endsWith(LIBRARY))) {
            return files.findFirst().orElseThrow(() -> new IllegalStateException(LIBRARY + " is not installed"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the daemon. */
    @Override
    public void close() {
        daemon.destroy();
        daemon.onExit().join();
    }
}
