package io.mailboxconnector.it.lab.dovecot;

import io.mailboxconnector.it.lab.host.LabDirectory;
import io.mailboxconnector.it.lab.host.ServerProcess;
import io.mailboxconnector.testkit.mail.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Dovecot of its own: private configuration, mailboxes, and ports. Mailboxes and ports stay the same when it is stopped and
 * started.
 *
 * <p>Threads: mailboxes may be added by any thread; start, stop and kill belong to one at a time.
 */
public final class DovecotServer implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/dovecot";

    private final Path directory;
    private final Path configuration;
    private final Map<DovecotDoor, Integer> ports;
    private @Nullable ServerProcess process;

    DovecotServer(Path directory, Path configuration, Map<DovecotDoor, Integer> ports) {
        this.directory = directory;
        this.configuration = configuration;
        this.ports = new EnumMap<>(ports);
    }

    /**
     * A new Dovecot.
     *
     * @param directory a new directory for it alone
     * @return what may be set before it is built
     */
    public static DovecotConfiguration in(Path directory) {
        return new DovecotConfiguration(directory);
    }

    static Map<DovecotDoor, Integer> freePorts() {
        Map<DovecotDoor, Integer> ports = new EnumMap<>(DovecotDoor.class);
        for (DovecotDoor door : DovecotDoor.values()) {
            int port = FreePort.any();
            while (ports.containsValue(port)) {
                port = FreePort.any();
            }
            ports.put(door, port);
        }
        return ports;
    }

    /**
     * Where it listens, also while it is stopped.
     *
     * @param door which of its ports
     * @return a port of the loopback address
     */
    public int port(DovecotDoor door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /**
     * Adds a mailbox, which may be used at once.
     *
     * @param address its address and login name, in lower case
     * @param password its password
     */
    public void addMailbox(String address, String password) {
        addMailbox(address, password, "");
    }

    /**
     * Adds a mailbox that holds only so much.
     *
     * @param address its address and login name
     * @param password its password
     * @param kilobytes how much all its folders may hold together
     */
    public void addMailboxWithQuota(String address, String password, int kilobytes) {
        addMailbox(address, password, "userdb_quota_rule=*:storage=" + kilobytes + "K");
    }

    private void addMailbox(String address, String password, String extra) {
        // name:password:uid:gid:real name:home:shell:extra fields; uid and gid are the defaults of the configuration
        Path home = directory.resolve("mail").resolve(address);
        try {
            // A file for each: Dovecot looks for changes of a known file only once a second.
            Files.writeString(
                    directory.resolve("users").resolve(address),
                    address + ":{PLAIN}" + password + "::::" + home + "::" + extra + "\n",
                    StandardOpenOption.CREATE_NEW);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Delivers a mail by LMTP.
     *
     * @param recipient whose mailbox
     * @param mail header and body, in lines that end in CR and LF
     * @throws IllegalStateException when it is refused, with the server's words
     */
    public void deliver(String recipient, String mail) {
        try (LmtpDelivery delivery = new LmtpDelivery(this)) {
            delivery.deliver(recipient, mail);
        }
    }

    /** Starts it and waits until it listens. Does nothing when it runs. */
    public void start() {
        if (isRunning()) {
            return;
        }
        ServerProcess started =
                ServerProcess.start("dovecot", List.of(PROGRAM, "-F", "-c", configuration.toString()), Map.of(), log());
        process = started;
        started.awaitListening(
                ports.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /** Stops it in order: its clients hear BYE. */
    public void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /** Ends all its processes at once: its clients hear nothing. */
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
        // What it leaves behind would be taken for a running server.
        LabDirectory.delete(directory.resolve("run"));
    }

    /** Stops and starts it. */
    public void restart() {
        stop();
        start();
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
     * Runs Dovecot's own administration program on this server.
     *
     * @param arguments such as {@code kick user@contoso.example}
     * @return what it printed
     * @throws IllegalStateException when it failed, with what it printed
     */
    public String administer(String... arguments) {
        List<String> command = new ArrayList<>(List.of("doveadm", "-c", configuration.toString()));
        command.addAll(List.of(arguments));
        try {
            Process doveadm =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(doveadm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (doveadm.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", interrupted);
        }
    }

    /**
     * The number of its master process.
     *
     * @return the pid
     * @throws IllegalStateException when it does not run
     */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Dovecot does not run");
        }
        return process.pid();
    }

    /**
     * Its log.
     *
     * @return the file
     */
    public Path log() {
        return directory.resolve("dovecot.log");
    }

    /** Stops it. Its directory stays the business of whoever made it. */
    @Override
    public void close() {
        stop();
    }
}
