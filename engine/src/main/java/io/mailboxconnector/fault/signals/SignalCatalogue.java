package io.mailboxconnector.fault.signals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All signals. Stateless; the first one that fits explains. */
public final class SignalCatalogue {

    private static final List<Signal> SIGNALS = Stream.of(
                    EntraSignals.LIST,
                    OAuthSignals.LIST,
                    ImapSignals.LIST,
                    Pop3Signals.LIST,
                    SmtpSignals.LIST,
                    NetworkSignals.LIST)
            .flatMap(List::stream)
            .toList();

    private SignalCatalogue() {}

    /**
     * All of them, those with signs before the general ones of each door.
     *
     * @return an unmodifiable list
     */
    public static List<Signal> signals() {
        return SIGNALS;
    }

    /**
     * What was seen, whatever the code. Microsoft's numbers speak first, in the order of the answer.
     *
     * @param evidence what was seen
     * @return the signal; empty when nothing is known of it
     */
    public static Optional<Signal> find(Evidence evidence) {
        Stream<Signal> numbered = evidence.numbers().stream()
                .flatMap(number ->
                        SIGNALS.stream().filter(signal -> signal.signs().contains(new Sign.Aadsts(number))));
        Stream<Signal> others = SIGNALS.stream().filter(signal -> signal.isIn(evidence));
        return Stream.concat(numbered, others).findFirst();
    }

    /**
     * Explains a failure whose code is known: by what was seen, else in general.
     *
     * @param code {@code MBX} and five digits
     * @param evidence what was seen
     * @param values the administrator's own values
     * @return meaning and remedy, two or more sentences
     * @throws IllegalArgumentException when the catalogue has nothing about the code
     */
    public static String explain(String code, Evidence evidence, KnownValues values) {
        return withCode(code)
                .filter(signal -> signal.isIn(evidence))
                .findFirst()
                .or(() -> withCode(code)
                        .filter(signal -> signal.signs().isEmpty())
                        .findFirst())
                .or(() -> withCode(code).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("Nothing is known of " + code))
                .explanation(values);
    }

    /**
     * Everything that is reported under a code.
     *
     * @param code {@code MBX} and five digits
     * @return the signals, perhaps none
     */
    public static List<Signal> reportedAs(String code) {
        return withCode(code).toList();
    }

    private static Stream<Signal> withCode(String code) {
        return SIGNALS.stream().filter(signal -> signal.codes().contains(code));
    }
}
