package io.mailboxconnector.it.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Writes an account as the administrator of a server does, into the file that the server's script reads. */
final class AccountFile {

    private AccountFile() {}

    /** For WildFly, whose command line reads a properties file and substitutes the values into quoted strings. */
    static Path ofProperties(Path directory, Map<String, String> account) {
        Properties escaped = new Properties();
        account.forEach((name, value) -> escaped.setProperty(
                name, value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$")));
        Path file = fileOf(directory, account);
        try (OutputStream out = Files.newOutputStream(file)) {
            escaped.store(out, null);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For Payara, whose script takes what stands behind the equals sign as it is. */
    static Path ofPlainText(Path directory, Map<String, String> account) {
        StringBuilder text = new StringBuilder();
        account.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            return Files.writeString(fileOf(directory, account), text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path fileOf(Path directory, Map<String, String> account) {
        return directory.resolve(account.getOrDefault("account", "Mailbox") + ".properties");
    }
}
