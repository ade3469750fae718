package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Payara's command line, each command in a process of its own.
 *
 * @param program the distribution's {@code asadmin}
 * @param port where the server listens for it
 * @param javaHome the JDK that runs it, and the server
 */
record Asadmin(Path program, int port, Path javaHome) {

    private static final int LIMIT_SECONDS = 180;

    /** Runs one command and returns the lines that it prints. */
    List<String> run(String... command) {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        Collections.addAll(line, "--port", Integer.toString(port), "--interactive=false", "--terse=true");
        Collections.addAll(line, command);
        return execute(line);
    }

    /** Runs a script that calls asadmin: its arguments end with asadmin and the options that reach this server. */
    void script(Path script, Path account) {
        execute(List.of(script.toString(), account.toString(), program.toString(), "--port", Integer.toString(port)));
    }

    /** The values of attributes in the server's configuration or, of monitored ones, in the running server. */
    Map<String, String> values(String... command) {
        return run(command).stream()
                .map(line -> line.split("\\s*=\\s*", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private List<String> execute(List<String> line) {
        try {
            Path output = Files.createTempFile("asadmin", ".out");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().put("AS_JAVA", javaHome.toString());
                Process running = builder.start();
                boolean ended = running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                running.destroyForcibly();
                String text = Files.readString(output, StandardCharsets.UTF_8);
                if (!ended || running.waitFor() != 0) {
                    throw new ServerRefused(String.join(" ", line) + " failed:\n" + text);
                }
                return Arrays.asList(text.split("\\R"));
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while '" + line + "' ran", interrupted);
        }
    }
}
