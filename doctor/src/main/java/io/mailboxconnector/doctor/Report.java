package io.mailboxconnector.doctor;

import io.mailboxconnector.api.MailboxException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the steps and prints a line for each: its name before it is taken, so that a reader sees what is being waited for,
 * then how it went. A failure is told by its message alone, which has code and remedy.
 *
 * <p>Belongs to one thread.
 */
final class Report {

    private static final String INDENT = "\n" + " ".repeat(24);

    private final PrintWriter out;
    private int taken;
    private int failed;
    private int skipped;

    Report(PrintWriter out) {
        this.out = out;
    }

    /**
     * Takes a step, or skips it when one that it needs did not succeed.
     *
     * @param name its name
     * @param needed the steps that it needs
     * @param step does it; a {@link MailboxException} is a failure of the step
     * @param words what to say about a success
     * @return what became of it
     */
    <T> Outcome<T> take(String name, List<Outcome<?>> needed, Supplier<T> step, Function<T, String> words) {
        taken++;
        out.print(String.format(Locale.ROOT, "%-15s", name));
        out.flush();
        List<Outcome<?>> missing =
                needed.stream().filter(outcome -> !outcome.isOk()).toList();
        if (!missing.isEmpty()) {
            skipped++;
            print("skipped", missing.stream().map(Outcome::step).collect(Collectors.joining(", ", "needs ", "")));
            return new Outcome<>(name, Optional.empty());
        }
        try {
            T found = step.get();
            print("OK", words.apply(found));
            return new Outcome<>(name, Optional.of(found));
        } catch (MailboxException failure) {
            failed++;
            print("FAILED", String.valueOf(failure.getMessage()));
            return new Outcome<>(name, Optional.empty());
        }
    }

    /**
     * Ends the report with a summary.
     *
     * @return whether all steps succeeded
     */
    boolean end() {
        out.println();
        out.println(
                isFine()
                        ? "All " + taken + " steps are OK."
                        : Stream.of(taken + " steps", failed + " FAILED", skipped + " skipped")
                                .collect(Collectors.joining(", ", "", ".")));
        out.flush();
        return isFine();
    }

    private boolean isFine() {
        return failed == 0 && skipped == 0;
    }

    private void print(String result, String text) {
        out.print(String.format(Locale.ROOT, "%-9s%s%n", result, text.replace("\n", INDENT)));
        out.flush();
    }
}
