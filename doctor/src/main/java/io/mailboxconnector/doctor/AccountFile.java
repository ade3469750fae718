package io.mailboxconnector.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the properties of an account from a file in UTF-8 ({@link Properties#load(Reader)}). Stateless. */
final class AccountFile {

    private AccountFile() {}

    /**
     * Reads all properties; which of them are right is not decided here.
     *
     * @throws IOException when the file cannot be read or is not such a file; its message is for humans
     */
    static Map<String, String> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException("There is no readable file " + file + ".");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException | IOException unfit) {
            throw new IOException(
                    file + " is not a file of properties in UTF-8 (" + unfit.getMessage()
                            + "). A backslash in a value has to be doubled.",
                    unfit);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), name -> properties.getProperty(name, "")));
    }
}
