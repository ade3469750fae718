package io.mailboxconnector.it.lab.postfix;

import io.mailboxconnector.it.lab.dovecot.DovecotConfiguration;
import io.mailboxconnector.it.lab.host.FakeRoot;
import io.mailboxconnector.it.lab.host.ServerProcess;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Postfix of its own: private configuration, queue, and ports. Queue and ports stay the same when it is stopped and
 * started.
 *
 * <p>Threads: belongs to one at a time.
 */
public final class PostfixServer implements AutoCloseable {

    private static final String PROGRAM = "/usr/lib/postfix/sbin/master";

    private final Path directory;
    private final Map<PostfixDoor, Integer> ports;
    private final boolean needsFakeRoot;
    private @Nullable FakeRoot fakeRoot;
    private @Nullable ServerProcess process;

    PostfixServer(Path directory, Map<PostfixDoor, Integer> ports, boolean needsFakeRoot) {
        this.directory = directory;
        this.ports = new EnumMap<>(ports);
        this.needsFakeRoot = needsFakeRoot;
    }

    /**
     * A new Postfix.
     *
     * @param directory a new directory for it alone
     * @param dovecot the server that checks logins and keeps the mailboxes; needs not run
     * @return what may be set before it is built
     */
    public static PostfixConfiguration in(Path directory, DovecotConfiguration dovecot) {
        return new PostfixConfiguration(directory, dovecot);
    }

    /**
     * Where it listens, also while it is stopped.
     *
     * @param door which of its ports
     * @return a port of the loopback address
     */
    public int port(PostfixDoor door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /** Starts it and waits until it listens. Does nothing when it runs. */
    public void start() {
        if (isRunning()) {
            return;
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("MAIL_CONFIG", directory.resolve("etc").toString());
        if (needsFakeRoot) {
            FakeRoot started = FakeRoot.start();
            fakeRoot = started;
            environment.putAll(started.environment());
        }
        ServerProcess started = ServerProcess.start("postfix", List.of(PROGRAM, "-s"), environment, log());
        process = started;
        started.awaitListening(
                ports.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Stops it in order. */
    public void stop() {
        if (process != null) {
            process.stop();
        }
        forgetProcess();
    }

    /** Ends all its processes at once. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
        forgetProcess();
    }

    private void forgetProcess() {
        process = null;
        if (fakeRoot != null) {
            fakeRoot.close();
            fakeRoot = null;
        }
    }

    /**
     * Whether it runs.
     *
     * @return true between start and stop, unless it ended by itself
     */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Its log: what it did with each mail, by queue id.
     *
     * @return the file
     */
    public Path log() {
        return directory.resolve("postfix.log");
    }

    /** Stops it. Its directory stays the business of whoever made it. */
    @Override
    public void close() {
        stop();
    }
}
