package io.mailboxconnector.it.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Writes the properties file that the administrator's script reads. */
public final class AccountFile {

    private AccountFile() {}

    /**
     * Writes an account.
     *
     * @param file the file, replaced when it exists
     * @param properties names and values of the account
     * @return the file
     * @throws IOException when it cannot be written
     */
    public static Path write(Path file, Map<String, String> properties) throws IOException {
        Properties escaped = new Properties();
        properties.forEach((name, value) -> escaped.setProperty(name, forCommandLine(value)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            escaped.store(out, null);
        }
        return file;
    }

    /** The server's command line substitutes the value into a quoted string before it parses it. */
    private static String forCommandLine(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$");
    }
}
