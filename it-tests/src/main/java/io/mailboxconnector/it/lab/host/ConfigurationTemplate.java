package io.mailboxconnector.it.lab.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file with gaps: <code>@name@</code> is replaced by a value. Immutable.
 *
 * @param text the file with its gaps
 */
public record ConfigurationTemplate(String text) {

    private static final Pattern GAP = Pattern.compile("@([a-zA-Z][a-zA-Z0-9]*)@");

    /**
     * Reads a template that lies beside a class.
     *
     * @param neighbour the class
     * @param name the name of the file
     * @return the template
     */
    public static ConfigurationTemplate beside(Class<?> neighbour, String name) {
        try (InputStream file = neighbour.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no " + name + " beside " + neighbour);
            }
            return new ConfigurationTemplate(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Fills the gaps.
     *
     * @param values a value for each gap
     * @return the complete text
     * @throws IllegalArgumentException when a value is missing
     */
    public String filled(Map<String, ?> values) {
        return GAP.matcher(text).replaceAll(gap -> {
            Object value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + gap.group());
            }
            return Matcher.quoteReplacement(value.toString());
        });
    }

    /**
     * Fills the gaps and writes the result.
     *
     * @param values a value for each gap
     * @param file the file, replaced when it exists
     */
    public void write(Map<String, ?> values, Path file) {
        try {
            Files.writeString(file, filled(values));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
