package io.mailboxconnector.fault.signals;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One thing by which a {@link Signal} is recognised. A closed family of immutable values. */
public sealed interface Sign {

    /**
     * Whether it is to be seen.
     *
     * @param evidence what was seen
     * @return true when it is
     */
    boolean isIn(Evidence evidence);

    /**
     * The sign as an administrator meets it.
     *
     * @return Markdown
     */
    String shown();

    /** One of Microsoft's numbers. A hint only: no behaviour depends on it. */
    record Aadsts(int number) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            return evidence.numbers().contains(number);
        }

        @Override
        public String shown() {
            return "`AADSTS" + number + "`";
        }
    }

    /** The {@code error} field of an authorization server. */
    record ErrorField(String code) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            return evidence.error().equals(code);
        }

        @Override
        public String shown() {
            return "`" + code + "`";
        }
    }

    /** A range of HTTP status codes or SMTP reply codes. */
    record Status(int from, int to) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            return evidence.status() >= from && evidence.status() <= to;
        }

        @Override
        public String shown() {
            return from == to ? "`" + from + "`" : "`" + from + "` to `" + to + "`";
        }
    }

    /** Words, in any case, within what a server or library says; an enhanced status code stands alone. */
    record Words(String phrase) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            String end = Character.isDigit(phrase.charAt(phrase.length() - 1)) ? "(?!\\d)" : "";
            return Pattern.compile(Pattern.quote(phrase.toLowerCase(Locale.ROOT)) + end)
                    .matcher(evidence.text().toLowerCase(Locale.ROOT))
                    .find();
        }

        @Override
        public String shown() {
            return "`" + phrase + "`";
        }
    }

    /** One of the hosts of a provider, where a reply does not tell whose it is. */
    record Host(String domain) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            String host = evidence.host().toLowerCase(Locale.ROOT);
            return host.equals(domain) || host.endsWith("." + domain);
        }

        @Override
        public String shown() {
            return "a host of `" + domain + "`";
        }
    }

    /** Several at once. */
    record All(Sign... signs) implements Sign {
        @Override
        public boolean isIn(Evidence evidence) {
            return Arrays.stream(signs).allMatch(sign -> sign.isIn(evidence));
        }

        @Override
        public String shown() {
            return Arrays.stream(signs).map(Sign::shown).collect(Collectors.joining(" with "));
        }
    }

    /** Microsoft's numbers, each of which is a sign. */
    static Sign[] aadsts(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Aadsts::new).toArray(Sign[]::new);
    }

    /** The {@code error} field. */
    static Sign error(String code) {
        return new ErrorField(code);
    }

    /** The {@code error} field together with words of the description. */
    static Sign error(String code, String phrase) {
        return new All(new ErrorField(code), new Words(phrase));
    }

    /** Words. */
    static Sign says(String phrase) {
        return new Words(phrase);
    }

    /** A reply code together with words. */
    static Sign reply(int code, String phrase) {
        return new All(new Status(code, code), new Words(phrase));
    }

    /** A reply code together with words of one provider's servers. */
    static Sign replyAt(String domain, int code, String phrase) {
        return new All(new Status(code, code), new Words(phrase), new Host(domain));
    }
}
