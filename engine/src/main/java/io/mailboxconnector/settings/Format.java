package io.mailboxconnector.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What texts a property takes and what they mean. The words of {@link #allowed()} are the only description of it: error
 * messages and the reference documentation both print them.
 *
 * <p>Immutable. The texts that reach a parser are not blank and, except for secrets, stripped.
 *
 * @param allowed the texts that are taken, continuing "Allowed: "
 * @param isSecret whether the text must never be printed
 * @param parser gives the meaning of a text
 * @param <T> the type of the meaning
 */
public record Format<T>(String allowed, boolean isSecret, Parser<T> parser) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB)");
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    /**
     * Gives the meaning of a text.
     *
     * @param <T> the type of the meaning
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Parses.
         *
         * @param text the text
         * @return its meaning
         * @throws IllegalArgumentException when it is not taken; {@link Unfit} to say why
         */
        T parse(String text);
    }

    /** Thrown by a parser to say why a text is not taken. */
    public static final class Unfit extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        /**
         * Creates the exception.
         *
         * @param problem continues a sentence that begins with the property and the text: {@code is not a number}
         * @param cause the failure underneath, if any
         */
        public Unfit(String problem, @Nullable Throwable cause) {
            super(problem, cause);
        }

        /**
         * A text that is none of a closed set, with a guess what was meant.
         *
         * @param choices the set
         * @param text the text
         * @return the exception
         */
        public static Unfit noneOf(Collection<String> choices, String text) {
            return new Unfit("is none of the allowed values" + NearestMatch.hint(text, choices), null);
        }
    }

    /**
     * A format of its own.
     *
     * @param allowed the texts that are taken
     * @param parser gives their meaning
     * @param <T> the type of the meaning
     * @return the format
     */
    public static <T> Format<T> of(String allowed, Parser<T> parser) {
        return new Format<>(allowed, false, parser);
    }

    /**
     * A line of text.
     *
     * @param allowed what the text means
     * @return the format
     */
    public static Format<String> text(String allowed) {
        return matching(
                allowed, "contains control characters", text -> text.chars().noneMatch(Character::isISOControl));
    }

    /**
     * A line of text that fulfils a condition.
     *
     * @param allowed the texts that fulfil it
     * @param problem what is wrong with those that do not
     * @param condition the condition
     * @return the format
     */
    public static Format<String> matching(String allowed, String problem, Predicate<String> condition) {
        return of(allowed, text -> {
            require(condition.test(text), problem);
            return text;
        });
    }

    /**
     * One of the constants of an enumeration, in lower camel case, taken whatever the case.
     *
     * @param type the enumeration
     * @param <E> the enumeration
     * @return the format
     */
    public static <E extends Enum<E>> Format<E> choice(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(nameOf(constant), constant);
        }
        return of(
                String.join(", ", constants.keySet()),
                text -> constants.entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase(text))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(() -> Unfit.noneOf(constants.keySet(), text)));
    }

    /**
     * How a constant is written in a configuration.
     *
     * @param constant the constant
     * @return its name in lower camel case: {@code CLIENT_SECRET} is {@code clientSecret}
     */
    public static String nameOf(Enum<?> constant) {
        String lower = constant.name().toLowerCase(Locale.ROOT);
        return Pattern.compile("_(.)")
                .matcher(lower)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /**
     * True or false.
     *
     * @return the format
     */
    public static Format<Boolean> flag() {
        return of("true, false", text -> {
            boolean isTrue = text.equalsIgnoreCase("true");
            require(isTrue || text.equalsIgnoreCase("false"), "is neither true nor false");
            return isTrue;
        });
    }

    /**
     * A whole number.
     *
     * @param min the smallest
     * @param max the greatest
     * @return the format
     */
    public static Format<Integer> integer(int min, int max) {
        return of("a whole number from " + min + " to " + max, text -> {
            require(text.matches("[+-]?\\d{1,18}"), "is not a whole number");
            long number = Long.parseLong(text);
            require(number >= min && number <= max, "is out of range");
            return (int) number;
        });
    }

    /**
     * A number that may have decimals.
     *
     * @param min the smallest
     * @param max the greatest
     * @return the format
     */
    public static Format<BigDecimal> decimal(String min, String max) {
        return of("a number from " + min + " to " + max + ", with a decimal point", text -> {
            require(text.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?"), "is not a number");
            BigDecimal number = new BigDecimal(text);
            boolean fits = number.compareTo(new BigDecimal(min)) >= 0 && number.compareTo(new BigDecimal(max)) <= 0;
            require(fits, "is out of range");
            return number;
        });
    }

    /**
     * A time span.
     *
     * @param min the shortest
     * @param max the longest
     * @return the format
     */
    public static Format<Duration> duration(Duration min, Duration max) {
        String allowed = "an ISO-8601 duration from " + min + " to " + max + ", such as PT30S or PT1M30S";
        return of(allowed, text -> {
            Duration duration = parseDuration(text);
            require(duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0, "is out of range");
            return duration;
        });
    }

    /**
     * An amount of bytes.
     *
     * @param min the smallest, written like the values
     * @param max the greatest, written like the values
     * @return the format, which gives bytes
     */
    public static Format<Long> size(String min, String max) {
        return of("a size from " + min + " to " + max + " in B, KiB, MiB or GiB, such as 8MiB", text -> {
            long bytes = parseSize(text);
            require(bytes >= parseSize(min) && bytes <= parseSize(max), "is out of range");
            return bytes;
        });
    }

    /**
     * An existing file.
     *
     * @param allowed what must be in it
     * @return the format
     */
    public static Format<Path> file(String allowed) {
        return of("the path of a readable file on the server: " + allowed, text -> {
            Path path = Path.of(text);
            require(Files.exists(path), "does not exist on this server");
            require(Files.isRegularFile(path), "is not a file");
            require(Files.isReadable(path), "is not readable for the user that runs this server");
            return path;
        });
    }

    /**
     * The address of a service.
     *
     * @param allowed what it is the address of
     * @return the format
     */
    public static Format<URI> httpsAddress(String allowed) {
        return of(allowed, text -> {
            URI uri = URI.create(text);
            require("https".equalsIgnoreCase(uri.getScheme()), "does not begin with https://");
            require(uri.getHost() != null, "names no host");
            require(uri.getQuery() == null && uri.getFragment() == null, "must not have a query or fragment");
            return uri;
        });
    }

    private static Duration parseDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notIso) {
            throw new Unfit("is not an ISO-8601 duration", notIso);
        }
    }

    private static long parseSize(String text) {
        Matcher size = SIZE.matcher(text);
        require(size.matches(), "is not a size");
        return Math.multiplyExact(Long.parseLong(size.group(1)), UNITS.getOrDefault(size.group(2), 1L));
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new Unfit(problem, null);
        }
    }
}
