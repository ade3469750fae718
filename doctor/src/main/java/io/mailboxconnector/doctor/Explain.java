package io.mailboxconnector.doctor;

import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Sign;
import io.mailboxconnector.fault.signals.Signal;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mailbox-doctor errors}: what the catalogue says about a code, a number of Microsoft's, or words of a server. */
@Command(
        name = "errors",
        description = {
            "Explains an error: by the connector's code, by Microsoft's number, or by the words of a server.",
            "Asks nobody."
        })
final class Explain implements Callable<Integer> {

    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,9})");
    private static final Pattern REPLY = Pattern.compile("([45]\\d{2})[ -].*", Pattern.DOTALL);
    private static final int NOTHING_KNOWN = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "<error>",
            description = "Such as MBX13003, AADSTS7000215 or \"535 5.7.3 Authentication unsuccessful\".")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
        Set<Signal> signals = find(String.join(" ", words));
        if (signals.isEmpty()) {
            out.println("Nothing is known of it. All messages are in docs/reference/messages.md.");
            return NOTHING_KNOWN;
        }
        signals.forEach(signal -> print(out, signal));
        return CommandLine.ExitCode.OK;
    }

    private static Set<Signal> find(String text) {
        Set<Signal> found =
                new LinkedHashSet<>(SignalCatalogue.reportedAs(text.strip().toUpperCase(Locale.ROOT)));
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher matcher = AADSTS.matcher(text.toUpperCase(Locale.ROOT));
        while (matcher.find()) {
            numbers.add(Integer.parseInt(matcher.group(1)));
        }
        SignalCatalogue.find(Evidence.ofToken(0, text.strip(), numbers, text)).ifPresent(found::add);
        Matcher reply = REPLY.matcher(text.strip());
        int code = reply.matches() ? Integer.parseInt(reply.group(1)) : 0;
        Arrays.stream(Phase.values())
                .filter(phase -> phase != Phase.TOKEN)
                .map(phase -> phase == Phase.SMTP ? Evidence.ofReply(code, text) : Evidence.ofText(phase, text))
                .map(SignalCatalogue::find)
                .flatMap(Optional::stream)
                .forEach(found::add);
        return found;
    }

    private static void print(PrintWriter out, Signal signal) {
        out.println(String.join(", ", signal.codes()) + " (" + signal.phase().title() + ", no. " + signal.number()
                + "; " + signal.category().words() + ")");
        if (!signal.signs().isEmpty()) {
            out.println("  " + signal.signs().stream().map(Sign::shown).collect(Collectors.joining(", ")));
        }
        out.println("  " + signal.explanation(KnownValues.NONE));
        out.println();
    }
}
