package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks into a running Java process with the JDK's own {@code jcmd}: threads and class loaders.
 *
 * @param pid the process
 */
public record ProcessProbe(long pid) {

    private static final int LIMIT_SECONDS = 60;

    /**
     * The names of all platform threads.
     *
     * @return the names, repeated where several threads share one
     */
    public List<String> threadNames() {
        return threadDump()
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /**
     * A dump of all threads with their stacks.
     *
     * @return the text of {@code Thread.print}
     */
    public String threadDump() {
        return jcmd("Thread.print");
    }

    /**
     * How many copies of a class are there after full collections.
     *
     * @param className its full name
     * @return the number: one for each class loader that loaded it and was not let go
     */
    public long copiesOf(String className) {
        // A soft reference that was used since the last collection survives one more, whatever the JVM's policy is.
        jcmd("GC.run");
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    /**
     * The loaded classes whose names begin in some way.
     *
     * @param prefix such as a package with a dot at the end
     * @return their names
     */
    public List<String> classesOf(String prefix) {
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private String jcmd(String... command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            List<String> line = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
            line.addAll(List.of(command));
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", line) + " failed: " + answer);
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking into process " + pid, interrupted);
        }
    }
}
