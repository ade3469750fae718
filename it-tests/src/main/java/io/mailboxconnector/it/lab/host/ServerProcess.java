package io.mailboxconnector.it.lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A server in the foreground with all processes that it starts. None of them outlives this JVM when it ends in order.
 *
 * <p>Threads: belongs to its server; the hook at the end of the JVM runs beside it and does no harm.
 */
public final class ServerProcess {

    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration ORDERLY = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int LAST_LINES = 30;

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread hook;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.hook = new Thread(this::kill, "end-of-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a server.
     *
     * @param name for messages
     * @param command the program, which stays in the foreground, and its arguments
     * @param environment variables in addition to those of this JVM
     * @param log where its output goes
     * @return the running process
     */
    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Waits until the server accepts connections.
     *
     * @param ports all these on the loopback address
     * @throws IllegalStateException when it ends instead, with the last lines of its log
     */
    public void awaitListening(int... ports) {
        Awaitility.await(name + " listens")
                .atMost(READY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    requireAlive();
                    for (int port : ports) {
                        if (!listens(port)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    /**
     * Waits until the server says by HTTP that it is ready.
     *
     * @param address answers with 200 then
     * @throws IllegalStateException when it ends instead, with the last lines of its log
     */
    public void awaitReady(URI address) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        Awaitility.await(name + " is ready").atMost(READY).pollInterval(POLL).until(() -> {
            requireAlive();
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == OK;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /**
     * Complains when the server has ended.
     *
     * @throws IllegalStateException with the last lines of its log
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + endOfLog());
        }
    }

    /**
     * Whether somebody listens on a port of the loopback address.
     *
     * @param port the port
     * @return true when a connection is accepted
     */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * The number of the process.
     *
     * @return the pid
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether the server runs.
     *
     * @return true until it ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the server to end, waits for it and all its processes, and insists when one does not end. */
    public void stop() {
        List<ProcessHandle> family = family();
        process.destroy();
        if (!awaitEnd(family)) {
            family.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(family);
        }
        forgetHook();
    }

    /** Ends the server and all its processes at once, as a power cut does. */
    public void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family);
        forgetHook();
    }

    private List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>();
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
        return family;
    }

    private static boolean awaitEnd(List<ProcessHandle> family) {
        CompletableFuture<Void> end = CompletableFuture.allOf(
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            end.get(ORDERLY.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            return false;
        }
    }

    private void forgetHook() {
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // The hook runs already and finds nothing to end.
                assert !process.isAlive();
            }
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException failure) {
            return "its log cannot be read: " + failure;
        }
    }
}
