package io.mailboxconnector.mime.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header value with parameters (RFC 2045 §5.1) that does not keep the grammar, mostly because a value with blanks or slashes
 * was not quoted.
 *
 * @param head what stands before the first semicolon, in lower case
 * @param parameters the parameters by their names in lower case; the first of several equal names counts
 */
public record LooseParameters(String head, Map<String, String> parameters) {

    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*+([^\\s=;\"]{1,100}+)\\s*+=\\s*+(?:\"([^\"]*+)\"?|([^;\"]*+))");

    /** Copies the parameters. */
    public LooseParameters {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads whatever can be read.
     *
     * @param value the value, unfolded
     * @return its parts
     */
    public static LooseParameters of(String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher found = PARAMETER.matcher(value);
        while (found.find()) {
            String text =
                    found.group(2) == null ? found.group(3) : found.group(2).replace("\\", "");
            parameters.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), text.strip());
        }
        return new LooseParameters(value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), parameters);
    }
}
