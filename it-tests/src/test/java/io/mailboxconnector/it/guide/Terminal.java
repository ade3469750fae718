package io.mailboxconnector.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.it.adapter.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Where an administrator types: a directory with the files that the guides name.
 *
 * @param workplace whose server the programs of the command line reach
 * @param directory where the commands run
 */
record Terminal(Workplace workplace, Path directory) {

    private static final int LIMIT_SECONDS = 180;

    static Terminal open(Workplace workplace, Path directory) throws IOException {
        Path root = workplace.directories().root();
        Files.createSymbolicLink(directory.resolve("docs"), root.resolve("docs"));
        Files.createSymbolicLink(directory.resolve("connector"), root.resolve("connector"));
        Files.createSymbolicLink(
                directory.resolve("mailbox-connector.rar"),
                workplace.directories().adapter());
        return new Terminal(workplace, directory);
    }

    /** Writes {@code account.properties} as an administrator types it. */
    void writeAccount(Map<String, String> account) throws IOException {
        String lines = account.entrySet().stream()
                .filter(property -> !property.getKey().equals("account"))
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("account.properties"), lines);
    }

    /** Runs a command that works, and returns what it prints. */
    String run(String command) throws Exception {
        Process process = start(command);
        String output = outputOf(process);
        assertThat(process.exitValue()).as(command + "\n" + output).isZero();
        return output;
    }

    /** Runs a command that the server refuses, and returns what it prints. */
    String refused(String command) throws Exception {
        Process process = start(command);
        String output = outputOf(process);
        assertThat(process.exitValue()).as(command + "\n" + output).isNotZero();
        return output;
    }

    private Process start(String command) throws IOException {
        Path home = workplace.directories().home();
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command.replaceAll("(WILDFLY|PAYARA)/", home + "/"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(workplace.server().commandLineEnvironment());
        shell.environment().merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = shell.start();
        process.getOutputStream().close();
        return process;
    }

    private static String outputOf(Process process) throws Exception {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
